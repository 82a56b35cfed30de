import { joinClass, pagePath } from '../connection/index.ts';
import { showPage } from '../ui/show-page.tsx';
import { codeInPath } from '../view/code.ts';
import { secretIn } from '../view/link-secret.ts';
import { Board, NoClass } from './board.tsx';

const code = codeInPath(pagePath());
const small = new URLSearchParams(location.search).has('small');
const secret = secretIn(location.hash);
if (code === undefined) showPage(<NoClass />);
else {
  const session = joinClass(code, secret === undefined ? { kind: 'board' } : { kind: 'board', secret });
  showPage(<Board session={session} local={() => performance.now()} small={small} secret={secret} />);
}
