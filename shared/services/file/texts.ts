import { textsOf } from '../kit/index.ts';

export const { said, no, remember } = textsOf('file');

/** What a piece's number is called: people count from 1. */
export function pieceName(piece: number): number {
  return piece + 1;
}

/** Whole seconds, rounded. */
export function wholeSeconds(span: number): number {
  return Math.round(span / 1_000_000);
}
