import { type Codec, meanOpinionScore } from '../../../shared/services/call/e-model.ts';
import type { Kind } from './kind.ts';
import { readNumbers, readWord } from './params.ts';

/** What the call service lets a listener hear, at exactly the given one-way delay (ms) and loss: the function that players are scored by. */
export const voip: Kind = {
  id: 'voip',
  metrics: ['mos'],
  run(params) {
    const read = readNumbers(params, { d: { min: 0 }, e: { min: 0 } });
    if ('problem' in read) return read;
    const codec = readWord<Codec>(params, 'codec', ['G711', 'G729a']);
    if ('problem' in codec) return codec;
    const { d, e } = read.numbers;
    if (e > 1) return { problem: `e=${e}: use a share from 0 to 1` };
    return { value: meanOpinionScore(d, e, codec.word), events: 0 };
  },
};
