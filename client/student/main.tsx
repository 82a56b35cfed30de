import { showPage } from '../ui/show-page.ts';
import { EN_JOIN } from '../words/en/join.ts';
import { addWords } from '../words/index.ts';
import { StudentApp } from './app.tsx';

addWords(EN_JOIN);
showPage(<StudentApp />);
