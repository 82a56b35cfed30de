import type { ServiceWords } from '../../../shared/services/contract.ts';

export const words: ServiceWords = {
  'clock.name': 'The right time',
  'clock.role.server': 'Time server',
  'clock.role.server.brief': 'Your clock counts. Everybody asks you for the time, and you answer by yourself.',
  'clock.role.client': 'Client',
  'clock.role.client.brief': 'Your clock is off. Ask the time server, and set it by the answer.',
  'clock.role.peer': 'Peer',
  'clock.role.peer.brief':
    'Every clock is off, and nobody’s counts more. Ask one after the other and meet in the middle.',
  'clock.kind.question': 'What time is it?',
  'clock.kind.answer': 'The time',
  'clock.job': 'My clock set',
  'clock.status.down': 'Your machine is off, and its clock with it.',
  'clock.status.wish': 'Your clock is off. Ask for the time.',
  'clock.status.rest': 'Your clock is set for the moment.',
  'clock.verb.ask': 'Ask {whom} for the time',
  'clock.verb.ask.effect': 'One question, one answer; half of the way there and back is added.',
  'clock.happened.set': 'You set your clock by {who}.',
  'clock.refusal.not-the-next': 'Ask somebody else first.',
  'clock.refusal.not-needed': 'Your clock needs no setting now.',
};
