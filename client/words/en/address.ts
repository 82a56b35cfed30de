/** Where students go, on the desk and on the board. */
export const EN_ADDRESS = {
  'address.waiting': 'Looking for the address …',
  'address.no-network':
    'Only the server’s own computer can join: it is in no network yet. As soon as it is, the address appears here.',
  'address.only-here':
    'Only the server’s own computer can join: it was started for this computer alone. Start it without --host.',
  'address.other': 'It doesn’t open? Take another address',
  'address.which': 'Which address do other devices open?',
  'address.proven': 'Students came in by it.',
  'address.kind.set': 'Set when the server was started.',
  'address.kind.opened': 'Where a desk was opened.',
  'address.kind.network': 'A network with the way to the internet.',
  'address.kind.narrow': 'Maybe a VPN.',
  'address.kind.inner': 'Maybe a network inside this computer.',
  'address.kind.tunnel': 'A VPN: phones are hardly in it.',
  'address.kind.unassigned': 'A cable or Wi-Fi that gave out no address.',
} as const;
