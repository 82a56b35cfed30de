import { render } from 'preact';
import { joinClass } from '../connection/index.ts';
import { codeInPath } from '../view/code.ts';
import { Board, NoClass } from './board.tsx';

const code = codeInPath(location.pathname);
const small = new URLSearchParams(location.search).has('small');
const page = document.getElementById('page') as HTMLElement;
if (code === undefined) render(<NoClass />, page);
else render(<Board session={joinClass(code, { kind: 'board' })} local={() => performance.now()} small={small} />, page);
