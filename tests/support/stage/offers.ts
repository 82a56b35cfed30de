/** What an instructor can choose from on the stage. */
export const LESSONS = [
  {
    kind: 'lesson',
    id: 'first',
    title: 'One or many?',
    about: 'Two rounds: everyone downloads one file while the server crashes, then everyone reads the news in a rush.',
    minutes: 15,
    services: ['file', 'web'],
  },
  {
    kind: 'scenario',
    id: 'release-day',
    title: 'Release day',
    about: 'Everyone wants the whole file, and the server crashes after a third of the time.',
    minutes: 6,
    services: ['file'],
  },
  {
    kind: 'scenario',
    id: 'rush-hour',
    title: 'Rush hour',
    about: 'Everyone reads the same pages at once. Does the queue ever end?',
    minutes: 6,
    services: ['web'],
  },
] as const;

export const FREE_NAMES = ['Brave Otter', 'Calm Heron', 'Quick Lynx', 'Kind Badger'] as const;
