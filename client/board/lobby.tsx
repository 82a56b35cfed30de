import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AddressAnswer, AddressLine } from '../../shared/protocol/messages.ts';
import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { SeatLine } from '../../shared/protocol/views.ts';
import { type ClassAddress, type Session, watchAddress } from '../connection/index.ts';
import { AddressChoice, whyOnlyHere } from '../ui/address-choice.tsx';
import { PlugMark } from '../ui/link-line.tsx';
import { StudentMark } from '../ui/marks.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { typedAddress } from '../view/address.ts';
import { crowdOf } from '../view/board/lobby.ts';
import { text } from '../words/index.ts';
import { keepPick, keptPick, pick, shownAddress } from './picked-address.ts';

/** How to join, as large as it gets, and who has. */
export function Lobby(props: {
  readonly view: PublicView;
  readonly session: Session;
  /** Of the link by which a desk opened this board. */
  readonly secret?: string | undefined;
}) {
  const { view, session, secret } = props;
  const address = useMemo(() => watchAddress(view.code, undefined, secret), [view.code]);
  useEffect(() => () => address.close(), [address]);
  const answer = address.answer.value;
  const problem = answer === null ? text('address.waiting') : whyOnlyHere(answer);
  return (
    <main class="lobby">
      {answer === null || problem !== undefined ? (
        <section class="how">
          <p class="no-address">{problem}</p>
          <Code view={view} />
        </section>
      ) : (
        <HowToJoin view={view} address={address} answer={answer} />
      )}
      <Crowd roster={session.roster.value} view={view} />
    </main>
  );
}

function HowToJoin(props: {
  readonly view: PublicView;
  readonly address: ClassAddress;
  readonly answer: AddressAnswer;
}) {
  const { view, address, answer } = props;
  const [picked, setPicked] = useState(() => keptPick(view.code));
  const choose = (line: AddressLine): void => {
    const next = pick(line, answer);
    keepPick(view.code, next);
    setPicked(next);
  };
  const url = shownAddress(answer, picked);
  const typed = typedAddress(url);
  return (
    <>
      <section class="how">
        <p class="step">{text('board.lobby.go')}</p>
        <p class="address" translate={false} style={{ '--letters': `${Math.max(14, typed.length)}` }}>
          {typed}
        </p>
        <p class="step">{text('board.lobby.code')}</p>
        <Code view={view} />
        <AddressChoice candidates={answer.candidates} url={url} onChoose={choose} />
      </section>
      <figure class="qr">
        <QrCode address={address} url={url} alt={text('board.lobby.qr', { url: `${url}/j/${view.code}` })} />
        <figcaption>{text('board.lobby.scan')}</figcaption>
      </figure>
    </>
  );
}

function Code({ view }: { readonly view: PublicView }) {
  return (
    <p class="class-code" translate={false}>
      {view.code}
    </p>
  );
}

function Crowd({ roster, view }: { readonly roster: readonly SeatLine[]; readonly view: PublicView }) {
  const crowd = crowdOf(roster);
  const { joined, connected, bots } = view.counts;
  return (
    <section class="crowd" data-size={crowd.size}>
      <p class="count">
        <b>{joined === 0 ? text('board.lobby.nobody') : text('board.lobby.joined', { n: joined })}</b>
        {joined === 0 ? null : <span>{text('board.lobby.connected', { n: connected })}</span>}
        {bots > 0 ? <span>{text('board.lobby.bots', { n: bots })}</span> : null}
        {view.locked ? <span>{text('board.lobby.locked')}</span> : null}
      </p>
      <ul>
        {crowd.shown.map((line) => (
          <li key={line.seat} class={line.connected ? '' : 'away'}>
            <StudentMark mark={line.mark} size={48} />
            <span class="name" translate={false}>
              {line.name}
            </span>
            {line.connected ? null : <PlugMark />}
          </li>
        ))}
        {crowd.more > 0 ? <li class="more">{text('board.lobby.more', { n: crowd.more })}</li> : null}
      </ul>
    </section>
  );
}
