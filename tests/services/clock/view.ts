import type { NodePicture, PlayerView, VerbOffer } from '../../../shared/services/contract.ts';
import { namingOf } from '../../../shared/services/naming.ts';
import type { NodeId, Run, Said } from '../../../shared/sim/index.ts';
import type { Machine } from './protocol.ts';

const { offer, said } = namingOf('clock');

/** The screen of a person's machine. */
export function view(run: Run, node: NodeId): PlayerView {
  const machine = run.net.state(node) as Machine;
  const { role } = run.node(node).spec;
  const whom = role === 'client' ? 0 : (node + 1 + (machine.set % (run.net.size - 1))) % run.net.size;
  const total = Number(run.plan.params['readings']);
  return {
    role,
    ...statusOf(run, node, machine),
    job: { label: said('job'), done: machine.set, total: role === 'server' ? 0 : total },
    verbs: role === 'server' ? [] : verbsOf(machine, whom),
    offers: [],
    neighbours: role === 'server' ? [] : [{ node: whom as NodeId, note: said('neighbour'), mood: 'neutral' }],
    recent: machine.recent,
  };
}

/** What the board shows of a machine. */
export function picture(run: Run, node: NodeId): NodePicture {
  const { set } = run.net.state(node) as Machine;
  const server = run.node(node).spec.role === 'server';
  return { progress: server ? null : set / Number(run.plan.params['readings']), queue: 0 };
}

function verbsOf(machine: Machine, whom: number): VerbOffer[] {
  const blocked = (when: boolean, why: string): { blocked?: Said } => (when ? { blocked: said(`refusal.${why}`) } : {});
  return [
    {
      ...offer('ask', { type: 'ask', whom }, { whom }),
      ...blocked(machine.waitsSince < 0, 'not-needed'),
      ...blocked(machine.asked !== null, 'asked-already'),
    },
    { ...offer('give-up', { type: 'give-up' }), ...blocked(machine.asked === null, 'nobody-asked') },
  ];
}

function statusOf(run: Run, node: NodeId, machine: Machine): Pick<PlayerView, 'status' | 'mood'> {
  if (!run.node(node).up) return { status: said('status.down'), mood: 'bad' };
  if (machine.asked !== null) return { status: said('status.asked', { who: machine.asked.whom }), mood: 'waiting' };
  return { status: said(machine.waitsSince < 0 ? 'status.rest' : 'status.wish'), mood: 'good' };
}
