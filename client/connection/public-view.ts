import type { PublicState } from '../../shared/protocol/public-state.ts';
import type { Clock, Meter, Phase, PublicView, ResultView } from '../../shared/protocol/views.ts';
import type { Architecture } from '../../shared/sim/index.ts';

/** The state's fields alone, whatever class of the SDK holds them. */
export type StateFields = {
  readonly [Field in keyof PublicState as PublicState[Field] extends string | number | boolean
    ? Field
    : never]: PublicState[Field];
};

/** Reads states into views; texts that did not change keep their parsed value, so that what shows them is not drawn again. */
export function publicReader(): (state: StateFields) => PublicView {
  const meters = remembering<readonly Meter[]>([]);
  const banner = remembering<PublicView['banner']>(null);
  const notice = remembering<PublicView['notice']>(null);
  const brief = remembering<PublicView['brief']>(null);
  const result = remembering<ResultView | null>(null);
  return (state) => ({
    code: state.code,
    title: state.title,
    phase: state.phase as Phase,
    epoch: state.epoch,
    round: state.round,
    rounds: state.rounds,
    run: state.run === 1 ? 1 : 0,
    service: state.service === '' ? null : state.service,
    scenario: state.scenario === '' ? null : state.scenario,
    architecture: state.architecture === '' ? null : (state.architecture as Architecture),
    clock: clockOf(state),
    locked: state.locked,
    suggestedNames: state.suggestedNames,
    counts: { joined: state.joined, connected: state.connected, acted: state.acted, bots: state.bots },
    meters: meters(state.meters),
    banner: banner(state.banner),
    notice: notice(state.notice),
    brief: brief(state.brief),
    result: result(state.result),
  });
}

function clockOf({ clockAt, clockEndsAt, paused, clockRevision: revision, pace }: StateFields): Clock {
  const clock = { at: clockAt, endsAt: clockEndsAt < 0 ? null : clockEndsAt, paused, revision };
  return pace > 0 && pace < 100 ? { ...clock, pace: pace / 100 } : clock;
}

/** Parses a JSON text once; '' reads as `empty`. */
function remembering<Value>(empty: Value): (text: string) => Value {
  let lastText = '';
  let lastValue = empty;
  return (text) => {
    if (text !== lastText) {
      lastText = text;
      lastValue = text === '' ? empty : (JSON.parse(text) as Value);
    }
    return lastValue;
  };
}
