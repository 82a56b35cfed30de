import { textsOf } from '../kit/index.ts';

export const { said, no, remember } = textsOf('records');
