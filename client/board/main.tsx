import { joinClass, pagePath } from '../connection/index.ts';
import { showPage } from '../ui/show-page.ts';
import { codeInPath } from '../view/code.ts';
import { Board, NoClass } from './board.tsx';

const code = codeInPath(pagePath());
const small = new URLSearchParams(location.search).has('small');
if (code === undefined) showPage(<NoClass />);
else showPage(<Board session={joinClass(code, { kind: 'board' })} local={() => performance.now()} small={small} />);
