import type { Refusal } from '../shared/sim/index.ts';

/** The server's own refusals: HTTP's number for each, and the English of those who read no catalogue of words. */
const REFUSALS = {
  'unknown-class': [404, 'There is no class with this code. Check the code on the board.'],
  'code-wait': [
    429,
    'Too many wrong codes came from this network. Scan the QR code or open the link, or wait some seconds.',
  ],
  'set-aside': [
    503,
    'The journal of this class is damaged. It was set aside and nothing of it was deleted; whoever runs the server can see why in its log.',
  ],
  held: [
    503,
    'The server can not use its data folder just now: another server has it open. It goes on by itself once that one has ended.',
  ],
  'class-waits': [503, 'This class can not be opened just now: the disk does not let it. It is tried again by itself.'],
  'wrong-key': [403, 'This key does not fit this class.'],
  'not-yours': [403, 'This seat is not yours any more. Join again.'],
  kicked: [403, 'You were taken out of this class.'],
  'not-allowed': [403, 'Only another kind of screen may do this.'],
  ended: [410, 'This class is over.'],
  'no-seat': [404, 'That student is not in the class any more.'],
  'seat-moved': [
    403,
    'This seat is on another device now, which showed its code. Tell the teacher if that was not you.',
  ],
  'seat-code-wrong': [403, 'No seat in this class has this name and this code.'],
  'seat-code-wait': [429, 'Too many wrong codes. Wait a moment, or ask the teacher for a new one.'],
  'other-tab': [409, 'Your seat is now open in another tab or on another device.'],
  'password-needed': [403, 'On this server only teachers open classes: type their password.'],
  'password-wrong': [403, 'That is not the password of the teachers.'],
  'password-wait': [429, 'Too many wrong passwords. Wait half a minute.'],
  'too-fast': [429, 'That was too fast. Wait a moment.'],
  'too-many-screens': [429, 'Too many boards or desks are open for this class. Close one.'],
  'board-not-opened': [403, 'In this class only boards that a desk opened are let in.'],
  'board-removed': [403, 'The desk has closed this board.'],
  'server-full': [503, 'This server has no room for another class. Try again in a minute.'],
  'too-many-bots': [503, 'This server has no room for so many bots at the moment. Take fewer.'],
  'not-saved': [503, 'The server cannot save what happens, its disk may be full. Try again in a moment.'],
  malformed: [400, 'The server could not read this request.'],
  'too-large': [413, 'This request is too large.'],
  'unknown-lesson': [404, 'There is no such lesson or scenario.'],
  'not-found': [404, 'There is nothing at this address.'],
  'no-pages': [503, 'The pages are not built. Start the game with "npm start".'],
  broken: [500, 'Something went wrong in the server. Try again; if it stays, tell whoever runs it.'],
} as const satisfies { readonly [code: string]: readonly [status: number, english: string] };

export type RefusalCode = keyof typeof REFUSALS;

/** What the class itself refuses when somebody joins; everything else that it refuses goes to pages, which have the words. */
const OF_JOINING: { readonly [code: string]: readonly [status: number, english: string] } = {
  full: [409, 'The class is full. Ask the teacher.'],
  locked: [403, 'The class is closed for new students. Ask the teacher to open it.'],
  'name-empty': [400, 'Type a name, or take a suggested one.'],
  'name-long': [400, 'That name is too long.'],
  'name-characters': [400, 'That name has characters that can not be shown. Take another.'],
  'name-not-allowed': [400, 'That name can not be used here. Take another.'],
  'name-reserved': [400, 'That is what the class calls its teacher or a machine. Take another name.'],
  'name-taken': [409, 'Somebody in this class has that name or one that looks like it. Take another.'],
  'names-suggested': [400, 'In this class names are picked from the suggestions.'],
};

/** A refusal of the server; its words are under `refusal.<code>`. */
export function refusal(code: RefusalCode, args?: Refusal['said']['args']): Refusal {
  const key = `refusal.${code}`;
  return { code, said: args === undefined ? { key } : { key, args } };
}

/** @returns the server's refusal with this code; undefined if there is none */
export function refusalNamed(code: string): Refusal | undefined {
  return isOwn(code) ? refusal(code) : undefined;
}

export function statusOf({ code }: Refusal): number {
  return (isOwn(code) ? REFUSALS[code] : OF_JOINING[code])?.[0] ?? 409;
}

/** One English sentence; for a refusal of the class its key, whose words the pages have. */
export function englishOf({ code, said }: Refusal): string {
  return (isOwn(code) ? REFUSALS[code] : OF_JOINING[code])?.[1] ?? said.key;
}

function isOwn(code: string): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}
