/** What a student reads who comes back to a seat on another device. */
export const EN_SEAT = {
  'join.moved.title': 'Get your seat back',
  'join.moved.name': 'Your name in this class',
  'join.moved.code': 'Your seat code',
  'join.moved.hint': 'It is at the top of your page on the other device. Your teacher can look it up.',
  'join.moved.enter': 'Go on here',
  'join.taken': '{name} is taken. Is it you, on another device?',
  'join.taken.offer': 'No, join as {offer}',
  'join.taken.back': 'Take another name',
  'refusal.seat-code-missing': 'Type your name and your seat code.',
  'refusal.seat-code-wrong': 'No seat in this class has this name and this code. Check both.',
  'refusal.seat-code-wait': 'Too many wrong codes. Wait half a minute, or ask your teacher for a new code.',
} as const;
