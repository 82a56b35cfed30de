import { EN_ADDRESS } from './address.ts';
import { EN_BOARD } from './board.ts';
import { EN_CLASS } from './class.ts';
import { EN_DESK } from './desk.ts';
import { EN_EVIDENCE } from './evidence.ts';
import { EN_JOIN } from './join.ts';
import { EN_SAID } from './said.ts';
import { EN_SEAT } from './seat.ts';

/** The whole catalogue in English. Pages load its parts; this is for whoever needs all of it. */
export const EN = {
  ...EN_JOIN,
  ...EN_CLASS,
  ...EN_SAID,
  ...EN_EVIDENCE,
  ...EN_DESK,
  ...EN_BOARD,
  ...EN_ADDRESS,
  ...EN_SEAT,
} as const;
