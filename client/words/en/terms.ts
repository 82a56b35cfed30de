/** Terms of the field, explained where they are first read. */
export const EN_TERMS: readonly { readonly term: string; readonly meaning: string }[] = [
  { term: 'client', meaning: 'a machine that asks a server for what it needs' },
  { term: 'server', meaning: 'a machine that has something and answers requests for it' },
  { term: 'peer', meaning: 'a machine that both asks and answers' },
  { term: 'request', meaning: 'a message that asks for something' },
  { term: 'queue', meaning: 'requests that wait their turn' },
  { term: 'worker', meaning: 'the part of a server that answers one request at a time' },
  { term: 'mirror', meaning: 'a second server with the same content' },
  { term: 'piece', meaning: 'one numbered part of a file' },
  { term: 'swarm', meaning: 'all peers that share one file' },
  { term: 'seed', meaning: 'a peer that has the whole file' },
  { term: 'tracker', meaning: 'a machine that tells peers about each other and nothing else' },
  { term: 'choke', meaning: 'to stop serving somebody for a while' },
  { term: 'hash', meaning: 'a fingerprint of content: another content has another one' },
  { term: 'cache', meaning: 'a place where what was read is kept for next time' },
  { term: 'uplink', meaning: 'how fast a machine can send' },
  { term: 'latency', meaning: 'how long a message travels' },
];
