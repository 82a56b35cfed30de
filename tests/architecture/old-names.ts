/** A name that was given up, the field's own that stands for it now, and where: an old name may be right elsewhere. */
export interface OldName {
  readonly old: string;
  readonly now: string;
  readonly within: string;
}

const named = (within: string, names: { readonly [old: string]: string }): readonly OldName[] =>
  Object.entries(names).map(([old, now]) => ({ old, now, within }));

export const OLD_NAMES: readonly OldName[] = [
  ...named('server', {
    house: 'class-registry',
    'live-class': 'class-runner',
    hall: 'audience',
    doors: 'room-registry',
    'class-room': 'colyseus/room',
    framework: 'colyseus/setup',
    game: 'app',
    peer: 'connection',
    seen: 'last-sent',
    show: 'push',
    grants: 'credentials',
    seal: 'chain-hash',
    tally: 'test-summary',
  }),
  ...named('server/cli/kinds', {
    ds: 'double-spend',
    maj: 'majority-attack',
    lww: 'last-writer-wins',
    closed: 'closed-loop',
    fail: 'availability',
    jain: 'fairness',
  }),
  ...named('shared', { 'seat-news': 'seat-diff', shelvedLessons: 'lessonCatalogue', wire: 'kinds' }),
  ...named('shared/class', {
    standing: 'class-context',
    drive: 'apply-to-run',
    live: 'current-run',
    story: 'commentary',
    tally: 'node-stats',
    ring: 'recent-window',
    praise: 'awards',
    marks: 'avatars',
    frozen: 'deep-readonly',
    said: 'text-keys',
    tenure: 'occupancy',
    looks: 'skeleton',
  }),
  ...named('shared/measures', { tally: 'node-stats' }),
  ...named('shared/services/file', {
    deeds: 'actions',
    hears: 'on-message',
    slots: 'choking',
    ask: 'piece-selection',
    news: 'have-messages',
    wishes: 'client-actions',
    operate: 'server-actions',
    content: 'piece-content',
    arrival: 'piece-verification',
  }),
  ...named('shared/services/bank', { mischief: 'adversary', shop: 'merchant', disk: 'durability' }),
  ...named('shared/services/web', { saying: 'texts', vouch: 'hash-check', work: 'request-queue' }),
  ...named('shared/services/mail', { carry: 'spray-and-wait', spread: 'gossip-rounds' }),
  ...named('shared/services/records', { lies: 'sybil' }),
  ...named('shared/services/call', { speech: 'turns', hearing: 'quality' }),
  ...named('client', {
    keep: 'browser-storage',
    acts: 'taps',
    behind: 'stale-notice',
    middle: 'phase-panel',
    top: 'header',
  }),
  ...named('client/picture', { moment: 'layer' }),
  ...named('client/words', { say: 't', text: 't', Voice: 'Translator' }),
];
