export { allHubsAlive, largestPartRegular, meshPairs, someHubAlive, someReplica, starPairs } from './availability.ts';
export { jain } from './fairness.ts';
export { broadcastRounds, clientServerBound, peerToPeerBound, rampRounds } from './file.ts';
export { type Par, parFor } from './par.ts';
export { fetchesWithHash, fileCorrupt, voteCorrupt, voteCorruptAmong } from './poison.ts';
export { blockingMM1K, closedThroughput, goodputMM1K, meanWaitMD1, meanWaitMM1, meanWaitMMc } from './queue.ts';
