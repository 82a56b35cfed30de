import type { Catalogue } from '../../shared/class/index.ts';
import { createCounter } from '../../shared/measures/index.ts';
import type { LessonPlan, Scenario } from '../../shared/scenarios/scenario.ts';
import type { ParamSpec, PlayerView, Service, ServiceSide } from '../../shared/services/contract.ts';
import {
  type Action,
  type Architecture,
  type Message,
  type Net,
  type NodeId,
  type NodeSpec,
  type Plan,
  type Protocol,
  type Refusal,
  seconds,
} from '../../shared/sim/index.ts';
import { STRESS_BY_ID } from '../../shared/stresses/index.ts';

/** A small service for tests: everybody needs `items` letters from node 0 or, peer to peer, from whoever has them. */
interface State {
  readonly has: number[];
  waiting: boolean;
}

const NEED = 5;
const KINDS = { ask: 0, letter: 1, no: 2 } as const;

const param: ParamSpec = {
  id: 'items',
  label: 'letters',
  unit: 'letters',
  kind: 'number',
  default: NEED,
  min: 1,
  max: 20,
};

function protocolOf(plan: Plan): Protocol<State> {
  const central = plan.architecture === 'client-server';
  const items = Number(plan.params['items']);
  const roleOf = (node: number): string => (node === 0 ? (central ? 'server' : 'seed') : central ? 'client' : 'peer');
  const nodes = Array.from(
    { length: plan.nodes },
    (_, node): NodeSpec => ({
      role: roleOf(node),
      up: 4000,
      down: null,
      latency: seconds(0.02),
      workers: 1,
      places: null,
    }),
  );
  return {
    nodes,
    kinds: [
      { name: 'ask', use: 'request' },
      { name: 'letter', use: 'useful' },
      { name: 'no', use: 'control' },
    ],
    verbs: ['ask', 'wave'],
    init: (_, self) => ({ has: self === 0 ? Array.from({ length: items }, (__, item) => item) : [], waiting: false }),
    message: (net, self, state, message) => receive(net, self, state, message, items),
    action: (net, self, state, action) => act(net, self, state, action, items, central),
    autopilot: (_, self, state) =>
      self === 0 || state.waiting || state.has.length === items ? undefined : { type: 'ask', whom: 0 },
    timer: (_, __, state) => {
      state.waiting = false;
    },
    down: (_, __, state) => {
      state.waiting = false;
    },
  };
}

function receive(net: Net, self: NodeId, state: State, message: Message, items: number): void {
  if (message.kind === KINDS.ask) {
    const item = Number(message.body);
    const has = state.has.includes(item);
    net.fact('decided', self, message.from, 0, has ? 1 : 0);
    net.send(
      self,
      message.from,
      has ? KINDS.letter : KINDS.no,
      has ? 400 : 20,
      net.hasTrait(self, 'poisoner') ? -1 : item,
    );
    return;
  }
  state.waiting = false;
  if (message.kind === KINDS.no) return;
  const item = Number(message.body);
  if (item < 0) return net.fact('corrupt-rejected', self, message.from);
  if (state.has.includes(item)) return;
  state.has.push(item);
  net.fact('got', self, message.from, item, net.now);
  if (state.has.length === items) net.fact('done', self);
}

function act(
  net: Net,
  self: NodeId,
  state: State,
  action: Action,
  items: number,
  central: boolean,
): Refusal | undefined {
  if (action.type === 'wave') return undefined;
  const missing = Array.from({ length: items }, (_, item) => item).find((item) => !state.has.includes(item));
  if (missing === undefined || self === 0) return { code: 'has-all', said: { key: 'sample.has-all' } };
  if (state.waiting) return { code: 'waiting', said: { key: 'sample.waiting' } };
  const whom = central ? 0 : Number(action['whom']) % net.size;
  if (whom === self || !Number.isInteger(whom)) return { code: 'yourself', said: { key: 'sample.yourself' } };
  state.waiting = true;
  net.fact('asked', self, -1, missing);
  net.send(self, whom as NodeId, KINDS.ask, 20, missing);
  net.after(self, seconds(3), 0);
  return undefined;
}

function sideOf(architecture: Architecture): ServiceSide {
  const roles = architecture === 'client-server' ? ['server', 'client'] : ['seed', 'peer'];
  return {
    layout: architecture === 'client-server' ? 'star' : 'mesh',
    roles: roles.map((id) => ({ id, name: `sample.role.${id}`, brief: `sample.brief.${id}` })),
    looks: [
      { shape: 'ring', colour: 'ink', name: 'sample.ask' },
      { shape: 'envelope', colour: 'sky', name: 'sample.letter' },
      { shape: 'dot', colour: 'ink', name: 'sample.no' },
    ],
    protocol: protocolOf,
    view: (run, node): PlayerView => {
      const state = run.net.state(node) as State;
      const whom = node === 1 ? 2 : 1;
      return {
        role: run.node(node).spec.role,
        status: { key: 'sample.status' },
        mood: 'good',
        job: { label: { key: 'sample.job' }, done: state.has.length, total: Number(run.plan.params['items']) },
        verbs: [
          {
            id: 'ask',
            label: { key: 'sample.ask', args: { whom } },
            effect: { key: 'x' },
            action: { type: 'ask', whom },
          },
        ],
        offers: [],
        neighbours: [],
        recent: [],
      };
    },
    picture: (run, node) => ({
      progress: node === 0 ? null : (run.net.state(node) as State).has.length / Number(run.plan.params['items']),
      queue: 0,
    }),
  };
}

const SAMPLE: Service = {
  id: 'sample',
  params: [param],
  words: {},
  sides: { 'client-server': sideOf('client-server'), 'peer-to-peer': sideOf('peer-to-peer') },
  stresses: ['crash', 'slow-links', 'churn', 'free-riders', 'poison'],
  itemsPerNode: (params) => Number(params['items']),
};

export const CATALOGUE: Catalogue = {
  services: new Map([['sample', SAMPLE]]),
  stresses: STRESS_BY_ID,
  counter: (_facts, state) => createCounter(state),
  par: () => ({ seconds: 2, source: 'sample' }),
};

export const SCENARIO: Scenario = {
  id: 'sample-day',
  title: 'Sample day',
  story: 'Everybody wants letters. The postman may fall.',
  service: 'sample',
  params: { items: NEED },
  perMachine: {},
  machines: 6,
  seconds: { brief: 10, predict: 20, play: 30, reveal: 15, again: 5, compare: 25 },
  pace: { bot: 2, person: 6 },
  first: 'client-server',
  stresses: [{ id: 'crash', at: 10, params: { target: 'server', for: 5 } }],
  roles: 'one server',
  question: 'Which does better?',
  lookFor: 'the outage',
  discuss: ['a', 'b', 'c'],
  goal: { says: 'all done', architecture: 'peer-to-peer', measure: 'progress', atLeast: 0.9 },
  mechanism: { says: 'copies', without: { architecture: 'client-server' } },
};

/** What a class draws its hidden roles with. */
export const SECRET = '000102030405060708090a0b0c0d0e0f';

export const LESSON: LessonPlan = {
  id: 'sample-lesson',
  title: 'Sample lesson',
  rounds: [SCENARIO, { ...SCENARIO, id: 'second-day', first: 'peer-to-peer' }],
};
