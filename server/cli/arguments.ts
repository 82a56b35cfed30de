import { completeParams, type ParamSpec, type Service } from '../../shared/services/contract.ts';
import { ARCHITECTURES, type Architecture, type Params, type Plan, type StressUse } from '../../shared/sim/index.ts';
import { parseStress } from '../../shared/stresses/index.ts';
import { type Flag, type Given, NUMBER, readFlags, spanOfSeconds, wholeNumber } from './flags.ts';
import { LOG_FLAGS, type LogRequest, readLogRequest } from './log-arguments.ts';

export const SIM_FLAGS: readonly Flag[] = [
  { name: 'service', value: '<id>', help: 'the job (default: the first one)' },
  { name: 'architecture', value: '<name>', help: 'client-server or peer-to-peer (default client-server)' },
  { name: 'nodes', value: '<count>', help: 'machines, the one with the original included (default 30)' },
  { name: 'seed', value: '<number>', help: 'all that chance decides (default 1)' },
  { name: 'seconds', value: '<s>', help: 'how long, in simulated seconds (default 90)' },
  { name: 'pace', value: '<s>', help: 'seconds between two actions of a machine (default 1; 0 = at once)' },
  { name: 'set', value: '<name=value>', help: 'a setting of the service; may be given again', many: true },
  {
    name: 'stress',
    value: '<stress@s:name=value,...>',
    help: 'trouble, such as crash@20:target=server,for=10; may be given again',
    many: true,
  },
  ...LOG_FLAGS,
  { name: 'json', value: '', help: 'one JSON object instead of a table' },
  { name: 'help', value: '', help: 'this page' },
];

const MOST_NODES = 10_000;
const MOST_SECONDS = 86_400;

export type SimRequest =
  | {
      readonly type: 'run';
      readonly service: Service;
      readonly plan: Plan;
      readonly json: boolean;
      readonly log: LogRequest | null;
    }
  | { readonly type: 'help' }
  | { readonly type: 'problem'; readonly problem: string };

/** Understands `sim`'s command line; a problem is one sentence that says what is allowed. */
export function readSimArguments(argv: readonly string[], services: readonly Service[]): SimRequest {
  const given = readFlags(argv, SIM_FLAGS);
  if ('problem' in given) return { type: 'problem', problem: given.problem };
  if (given.flags.has('help')) return { type: 'help' };
  if (given.words.length > 0)
    return { type: 'problem', problem: `what is ${given.words[0]}? Settings are given as --set name=value` };
  const service = readService(one(given, 'service'), services);
  if ('problem' in service) return { type: 'problem', problem: service.problem };
  const plan = readPlan(given, service);
  if ('problem' in plan) return { type: 'problem', problem: plan.problem };
  const asked = readLogRequest(given, service, plan);
  if ('problem' in asked) return { type: 'problem', problem: asked.problem };
  return { type: 'run', service, plan, json: given.flags.has('json'), log: asked.log };
}

type Problem = { readonly problem: string };

function readPlan(given: Given, service: Service): Plan | Problem {
  const architecture = readArchitecture(one(given, 'architecture') ?? 'client-server');
  if (typeof architecture !== 'string') return architecture;
  const nodes = wholeNumber(one(given, 'nodes') ?? '30', 'nodes', 2, MOST_NODES);
  if (typeof nodes !== 'number') return nodes;
  const seed = wholeNumber(one(given, 'seed') ?? '1', 'seed', 0, Number.MAX_SAFE_INTEGER);
  if (typeof seed !== 'number') return seed;
  const play = spanOfSeconds(one(given, 'seconds') ?? '90', 'seconds', MOST_SECONDS);
  if (typeof play !== 'number') return play;
  const bot = spanOfSeconds(one(given, 'pace') ?? '1', 'pace', 60);
  if (typeof bot !== 'number') return bot;
  const params = readSettings(given.flags.get('set') ?? [], service);
  if ('problem' in params) return { problem: String(params.problem) };
  const pace = { bot, person: 2 * bot };
  const plan: Plan = {
    service: service.id,
    architecture,
    params: params.params,
    nodes,
    stresses: [],
    seed,
    durations: { play },
    pace,
  };
  const stresses = readStresses(given.flags.get('stress') ?? [], service, plan);
  return 'problem' in stresses ? stresses : { ...plan, stresses: stresses.uses };
}

function readService(id: string | undefined, services: readonly Service[]): Service | Problem {
  const found = id === undefined ? services[0] : services.find((service) => service.id === id);
  return (
    found ?? { problem: `unknown service ${id ?? ''}; there are ${services.map((service) => service.id).join(', ')}` }
  );
}

function readArchitecture(name: string): Architecture | Problem {
  const found = ARCHITECTURES.find((architecture) => architecture === name);
  return found ?? { problem: `unknown architecture ${name}; there are ${ARCHITECTURES.join(', ')}` };
}

function readSettings(settings: readonly string[], service: Service): { readonly params: Params } | Problem {
  const given: Record<string, number | boolean | string> = {};
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at < 1) return { problem: `--set ${setting}: write it as name=value` };
    const id = setting.slice(0, at);
    const spec = service.params.find((one) => one.id === id);
    given[id] = readValue(setting.slice(at + 1), spec?.kind);
  }
  return completeParams(service, given);
}

function readValue(text: string, kind: ParamSpec['kind'] | undefined): number | boolean | string {
  if (kind === 'switch' && (text === 'true' || text === 'false')) return text === 'true';
  return kind === 'number' && NUMBER.test(text) ? Number(text) : text;
}

function readStresses(
  texts: readonly string[],
  service: Service,
  plan: Plan,
): { readonly uses: readonly StressUse[] } | Problem {
  if (texts.length === 0) return { uses: [] };
  const side = service.sides[plan.architecture];
  const ground = { roles: side.roles.map(({ id }) => id), nodes: side.protocol(plan).nodes.length };
  const uses: StressUse[] = [];
  for (const text of texts) {
    const use = parseStress(text, ground);
    if ('problem' in use) return { problem: use.problem };
    uses.push(use);
  }
  return { uses };
}

function one(given: Given, name: string): string | undefined {
  return given.flags.get(name)?.[0];
}
