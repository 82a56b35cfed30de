import { type ConsistencyState, noCopies } from './consistency.ts';
import { type ControlState, noDecisions } from './control.ts';
import { type CoordinationState, noMessages } from './coordination.ts';
import { noFaults, type ReliabilityState } from './reliability.ts';
import { nothingCarried, type SharingState } from './resource-sharing.ts';
import { noWork, type ScalabilityState } from './scalability.ts';
import { noAttack, type SecurityState } from './security.ts';

/** What was counted of a run so far: plain data, sets and maps, shared with nobody. */
export interface CounterState {
  readonly control: ControlState;
  readonly scalability: ScalabilityState;
  readonly reliability: ReliabilityState;
  readonly security: SecurityState;
  readonly sharing: SharingState;
  readonly consistency: ConsistencyState;
  readonly coordination: CoordinationState;
}

export function nothingCounted(): CounterState {
  return {
    control: noDecisions(),
    scalability: noWork(),
    reliability: noFaults(),
    security: noAttack(),
    sharing: nothingCarried(),
    consistency: noCopies(),
    coordination: noMessages(),
  };
}
