import { BECAUSE_WORDS } from '../../shared/measures/words.ts';
import { showPage } from '../ui/show-page.ts';
import { EN_ADDRESS } from '../words/en/address.ts';
import { EN_CLASS } from '../words/en/class.ts';
import { EN_DESK } from '../words/en/desk.ts';
import { EN_EVIDENCE } from '../words/en/evidence.ts';
import { EN_JOIN } from '../words/en/join.ts';
import { EN_SAID } from '../words/en/said.ts';
import { addWords } from '../words/index.ts';
import { TeachApp } from './app.tsx';

for (const words of [EN_ADDRESS, EN_JOIN, EN_CLASS, EN_EVIDENCE, EN_SAID, EN_DESK, BECAUSE_WORDS]) addWords(words);
showPage(<TeachApp />);
