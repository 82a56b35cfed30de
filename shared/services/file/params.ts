import type { ParamSpec } from '../contract.ts';

const number = (
  id: string,
  label: string,
  unit: string,
  usual: number,
  [min, max]: readonly [number, number],
  whole = false,
): ParamSpec => ({ id, label, unit, kind: 'number', default: usual, min, max, whole });

/**
 * One list for both architectures. With the defaults a server alone takes most of a run of 90 s for 30 machines, and a swarm of the same
 * machines about half of it.
 */
export const PARAMS: readonly ParamSpec[] = [
  number('pieces', 'Pieces that the file is cut into', 'pieces', 24, [1, 20_000], true),
  number('pieceBytes', 'Size of a piece', 'bytes', 65_536, [1, 1_000_000_000], true),
  number('serverUplink', 'Uplink of the machine that has the original', 'pieces/s', 9, [0.01, 100_000]),
  number('uplink', 'Uplink of every other machine; 0 = gives nothing', 'pieces/s', 1, [0, 100_000]),
  {
    id: 'uplinks',
    label: 'Uplinks of single machines after the first, in turn; empty = all as in uplink',
    unit: 'pieces/s',
    kind: 'list',
    default: '',
    min: 0,
    max: 100_000,
  },
  number('downlink', 'Downlink of every machine but the server; 0 = no limit', 'pieces/s', 6, [0, 100_000]),
  number('latency', 'One-way delay between two machines', 'ms', 40, [0, 10_000]),
  number('requestBytes', 'Size of a request; 0 = slips between the packets of a piece', 'bytes', 0, [0, 65_536], true),
  number('controlBytes', 'Size of a control message; 0 = as above', 'bytes', 0, [0, 65_536], true),
  number('places', 'Requests that may wait at one machine; 0 = no limit', 'requests', 60, [0, 1_000_000], true),
  number('timeout', 'How long a request waits for its piece; 0 = for ever', 's', 12, [0, 600]),
  number('window', 'Requests that one machine may have open', 'requests', 4, [1, 100_000], true),
  number('atOnce', 'Requests that one tap sends', 'requests', 2, [1, 1_000], true),
  number('mirrors', 'Spare machines that the server can start as mirrors', 'machines', 1, [0, 20], true),
  { id: 'hashCheck', label: 'Every piece is checked on arrival', unit: '', kind: 'switch', default: true },
  number('votes', 'Sources that each piece is fetched from; the majority counts', 'sources', 1, [1, 101], true),
  number(
    'banAfter',
    'Corrupt pieces after which a source is banned by itself; 0 = never',
    'pieces',
    2,
    [0, 1_000],
    true,
  ),
  number('neighbours', 'Neighbours that the tracker names to a peer; 0 = everyone', 'machines', 10, [0, 10_000], true),
  number('slots', 'Neighbours that a peer uploads to at a time', 'neighbours', 4, [1, 10_000], true),
  number('slotSeconds', 'How long an upload slot lasts; 0 = for one piece', 's', 5, [0, 600]),
  {
    id: 'unchoke',
    label: 'Whom a peer uploads to',
    unit: '',
    kind: 'choice',
    default: 'tit-for-tat',
    choices: ['tit-for-tat', 'neediest'],
  },
  number('haveSeconds', 'How long news of pieces is collected before it is sent; 0 = at once', 's', 1, [0, 60]),
  number(
    'seeds',
    'Machines that have the whole file at the start, the first among them',
    'machines',
    1,
    [1, 20_000],
    true,
  ),
  number(
    'parts',
    'The original is spread over so many first machines; 0 = whole on each seed',
    'machines',
    0,
    [0, 20_000],
    true,
  ),
  number('nextFiles', 'Further files of that size, wanted when everyone asks for more', 'files', 3, [0, 10], true),
];
