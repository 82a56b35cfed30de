export {
  allHubsAlive,
  largestPartRegular,
  meshPairs,
  someHubAlive,
  someReplica,
  starPairs,
} from './availability.ts';
export { jain } from './fairness.ts';
export { broadcastRounds, clientServerBound, type Distribution, peerToPeerBound, rampRounds } from './file.ts';
export { type Par, parFor } from './par.ts';
export { fetchesWithHash, fileCorrupt, voteCorrupt, voteCorruptAmong } from './poison.ts';
export {
  blockingMM1K,
  closedThroughput,
  erlangB,
  erlangC,
  erlangWithin,
  goodputMM1K,
  meanWaitMD1,
  meanWaitMM1,
  meanWaitMMc,
  occupancyMM1K,
} from './queue.ts';
