import { CLOSE } from '../../shared/protocol/close.ts';
import type { CommandAnswer } from '../../shared/protocol/messages.ts';
import type { PublicState } from '../../shared/protocol/state.ts';
import type { Refusal } from '../../shared/sim/index.ts';
import { take } from '../limits/bucket.ts';
import { refusal } from '../refusals.ts';
import { type MessageKind, readCommand, refused } from './commands.ts';
import type { LiveClass } from './live-class.ts';
import { type Peer, sayGoodbye } from './peer.ts';
import { writeState } from './public-state.ts';
import { forget } from './seen.ts';
import { needOf, showNetwork, showOwn } from './show.ts';

/** How often counts and meters go to everybody; in play the pages have enough to show. */
const PUBLIC_MS = { playing: 1_000, else: 500 };
const MOST_SCREENS = 24;
/** Over how many steps the private views are spread that fall due together. */
const STEPS_A_ROUND = 8;
/** When the class turns, as many see their new view in the same step; of larger classes the rest within the next three. */
const AT_ONCE = 60;
const SERVER = { kind: 'server' } as const;

/** Everybody who is connected to one class: who comes and goes, what they ask, and what they are shown. It knows no rule of the game. */
export class Hall {
  readonly live: LiveClass;
  private readonly state: PublicState;
  private readonly now: () => number;
  private readonly peers = new Set<Peer>();
  private publicAt = 0;
  private turns = -1;
  private newcomer = false;
  /** The public state holds what nobody has been sent yet. */
  private unsent = false;
  private closed = false;

  constructor(live: LiveClass, state: PublicState, now: () => number) {
    this.live = live;
    this.state = state;
    this.now = now;
    this.writePublic();
  }

  /** @returns why this viewer can't come in */
  enter(peer: Peer): Refusal | undefined {
    const { viewer } = peer;
    if (viewer.kind === 'seat') {
      if (!this.live.room.hasSeat(viewer.seat)) return refusal('not-yours');
      this.replace(viewer.seat);
      void this.live.submit({ command: { type: 'connected', seat: viewer.seat }, actor: SERVER });
    } else if (this.countOf(viewer.kind) >= MOST_SCREENS) return refusal('too-many-screens');
    this.peers.add(peer);
    this.newcomer = true;
    this.writePublic();
    return undefined;
  }

  leave(peer: Peer): void {
    const { viewer } = peer;
    if (!this.peers.delete(peer) || this.closed || viewer.kind !== 'seat') return;
    if (!this.seats().has(viewer.seat)) {
      void this.live.submit({ command: { type: 'disconnected', seat: viewer.seat }, actor: SERVER });
    }
  }

  /** The page listens: it gets everything once, and from then on what changes. */
  hello(peer: Peer): CommandAnswer {
    const now = this.now();
    if (!take(peer.messages, now)) return refused(refusal('too-fast'));
    forget(peer.seen);
    showOwn(peer, this.live, now);
    showNetwork(peer, this.live, now);
    return { ok: true };
  }

  async command(peer: Peer, kind: MessageKind, payload: unknown): Promise<CommandAnswer> {
    if (!take(peer.messages, this.now())) return refused(refusal('too-fast'));
    const read = readCommand(kind, peer.viewer, payload);
    if ('refusal' in read) return refused(read.refusal);
    const outcome = await this.live.submit(read);
    if (peer.seen.ready && this.peers.has(peer)) showOwn(peer, this.live, this.now());
    return outcome.ok ? { ok: true } : refused(outcome.refusal);
  }

  /** One step of the class. @returns whether there is public state to send */
  step(): boolean {
    if (this.closed) return false;
    this.live.step();
    const now = this.now();
    const turned = this.turns !== this.live.turns;
    if (turned) this.showOut();
    this.turns = this.live.turns;
    if (turned || now >= this.publicAt) this.writePublic();
    this.showEverybody(now);
    const { unsent } = this;
    this.unsent = false;
    return unsent;
  }

  /** Private views that are due take turns over several steps, so that none of these holds up an answer. */
  private showEverybody(now: number): void {
    const playing = this.state.phase === 'play' && !this.state.paused;
    let turns = Math.ceil(this.peers.size / STEPS_A_ROUND);
    let atOnce = Math.max(AT_ONCE, 2 * turns);
    for (const peer of [...this.peers]) {
      if (!peer.seen.ready) continue;
      showNetwork(peer, this.live, now);
      const need = needOf(peer, this.live, now, playing);
      if (need === 'now' ? atOnce-- > 0 : need === 'due' && turns-- > 0) {
        showOwn(peer, this.live, now);
        this.toTheEnd(peer);
      }
    }
  }

  /** Whoever was served waits behind those that were not: on a server that is late nobody is passed over for ever. */
  private toTheEnd(peer: Peer): void {
    this.peers.delete(peer);
    this.peers.add(peer);
  }

  /** Nothing more is shown or taken in; everybody is sent away. */
  close(why: Refusal | undefined, code: number): void {
    this.closed = true;
    for (const peer of this.peers) why === undefined ? peer.wire.close(code) : sayGoodbye(peer, why, code);
    this.peers.clear();
  }

  private writePublic(): void {
    const view = this.live.room.publicView(this.live.at());
    this.publicAt = this.now() + (view.phase === 'play' ? PUBLIC_MS.playing : PUBLIC_MS.else);
    if (writeState(this.state, view, this.countOf('desk') > 0, this.newcomer)) this.unsent = true;
    this.newcomer = false;
  }

  /** A second tab of the same seat: the newer one wins. */
  private replace(seat: string): void {
    for (const peer of this.peers) {
      if (peer.viewer.kind !== 'seat' || peer.viewer.seat !== seat) continue;
      this.peers.delete(peer);
      sayGoodbye(peer, refusal('other-tab'), CLOSE.replaced);
    }
  }

  /** Shows those out whose seat was taken away. */
  private showOut(): void {
    for (const peer of this.peers) {
      if (peer.viewer.kind !== 'seat' || this.live.room.hasSeat(peer.viewer.seat)) continue;
      this.peers.delete(peer);
      sayGoodbye(peer, refusal('kicked'), CLOSE.kicked);
    }
  }

  private countOf(kind: 'desk' | 'board'): number {
    return [...this.peers].filter(({ viewer }) => viewer.kind === kind).length;
  }

  private seats(): ReadonlySet<string> {
    return new Set([...this.peers].flatMap(({ viewer }) => (viewer.kind === 'seat' ? [viewer.seat] : [])));
  }
}
