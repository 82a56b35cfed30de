import { type Plan, seconds } from '../../sim/index.ts';
import { amount, count, latency, linkRate, meanTime, settingsTable, toggle } from '../kit/index.ts';

export const SETTINGS = settingsTable({
  group: count('People in one call', 'people', [2, 5, 1000]),
  turns: count('Turns that each person is to speak and be heard clearly', 'turns', [1, 7, 1000]),
  think: meanTime('Time between two things that a person wants to say', [0, 5, 60]),
  turn: amount('How long one turn lasts', 's', [0.2, 3, 60]),
  frame: count('Sound in one packet', 'ms', [10, 100, 1000]),
  fullRate: amount('Stream in full quality (G.711)', 'bytes/s', [0, 8000, 1e9]),
  lowRate: amount('Stream in low quality (G.729a)', 'bytes/s', [0, 2000, 1e9]),
  controlBytes: count('Size of a control message', 'bytes', [0, 60, 10_000]),
  relayUp: linkRate('Uplink of the relay; 0 = no limit', [0, 360_000, 1e9]),
  peerUp: linkRate('Uplink of every other machine; 0 = no limit', [0, 40_000, 1e9]),
  down: linkRate('Downlink of every machine; 0 = no limit', [0, 400_000, 1e9]),
  latency: latency('One-way delay between two machines', [0, 60, 5000]),
  playout: amount('Sound that comes later than this is not played', 'ms', [50, 400, 5000]),
  clear: amount('From this mean opinion score on a turn counts as clear', 'MOS', [1, 3.6, 4.5]),
  mixing: toggle('The relay mixes each listener’s streams into one (MCU) instead of forwarding them (SFU)', false),
  blocked: amount('Share of pairs whose firewalls let nothing through between them', 'share', [0, 0.1, 1]),
});

/** @param first the first machine that has a caller; the others before it carry calls */
export function settingsOf({ params }: Plan, first: number) {
  const settings = SETTINGS.read(params);
  const { turn, frame, playout } = settings;
  return {
    ...settings,
    first,
    frameTime: seconds(frame / 1000),
    framesPerTurn: Math.max(1, Math.round((turn * 1000) / frame)),
    /** Sound that is older than this is not played, µs. */
    latest: seconds(playout / 1000),
  };
}

export type Settings = ReturnType<typeof settingsOf>;

/** Size of one packet, whole bytes. */
export function frameBytes({ frame, fullRate, lowRate }: Settings, low: boolean): number {
  return Math.round(((low ? lowRate : fullRate) * frame) / 1000);
}
