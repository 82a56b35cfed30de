import { render } from 'preact';
import { renewWhenOutdated } from '../ui/renew.ts';
import { EN_JOIN } from '../words/en/join.ts';
import { addWords } from '../words/index.ts';
import { StudentApp } from './app.tsx';

addWords(EN_JOIN);
renewWhenOutdated();
render(<StudentApp />, document.getElementById('page') as HTMLElement);
