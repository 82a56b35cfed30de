import { useEffect, useState } from 'preact/hooks';
import type { PublicView, SeatLine } from '../../shared/class/views.ts';
import { readAddress } from '../connection/http.ts';
import type { Session } from '../connection/index.ts';
import { PlugMark } from '../ui/link-line.tsx';
import { StudentMark } from '../ui/marks.tsx';
import { crowdOf, typedAddress } from '../view/board/lobby.ts';
import { text } from '../words/index.ts';

/** How to join, as large as it gets, and who has. */
export function Lobby({ view, session }: { readonly view: PublicView; readonly session: Session }) {
  const url = useAddress();
  const address = typedAddress(url);
  return (
    <main class="lobby">
      <section class="how">
        <p class="step">{text('board.lobby.go')}</p>
        <p class="address" translate={false} style={{ '--letters': `${Math.max(14, address.length)}` }}>
          {address}
        </p>
        <p class="step">{text('board.lobby.code')}</p>
        <p class="class-code" translate={false}>
          {view.code}
        </p>
      </section>
      <figure class="qr">
        <img src={`/api/classes/${view.code}/qr.svg`} alt={text('board.lobby.qr', { url: `${url}/j/${view.code}` })} />
        <figcaption>{text('board.lobby.scan')}</figcaption>
      </figure>
      <Crowd roster={session.roster.value} view={view} />
    </main>
  );
}

/** Where phones reach the server; until the server says it, where this page came from. */
function useAddress(): string {
  const [url, setUrl] = useState(location.origin);
  useEffect(() => {
    let shown = true;
    void readAddress().then((answer) => {
      if (shown && answer.ok) setUrl(answer.value.url);
    });
    return () => {
      shown = false;
    };
  }, []);
  return url;
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
