import { useState } from 'preact/hooks';
import type { SeatLine } from '../../shared/protocol/views.ts';
import { ConfirmButton } from '../ui/confirm.tsx';
import { PlugMark } from '../ui/link-line.tsx';
import { StudentMark } from '../ui/marks.tsx';
import { say, text, type Voice } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';
import { NameForm, StudentMenu } from './student-menu.tsx';

const SIZES = [0, 6, 8, 12, 16, 20, 24, 30, 40];

/** The roster, and who may join. */
export function Roster(props: DeskProps) {
  const { session } = props;
  const lines = session.roster.value;
  return (
    <section class="roster">
      <header>
        <h2>{text('desk.roster')}</h2>
        <Door {...props} />
        <Newcomers {...props} />
      </header>
      {lines.length === 0 ? (
        <p class="hint">{text('desk.roster.none')}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <Student key={line.seat} line={line} {...props} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** For when somebody lets machines join: all who have just come go at once, and nobody else. */
function Newcomers({ view, desk, tell }: DeskProps) {
  const n = desk.newcomers;
  if (n === 0) return null;
  return (
    <ConfirmButton
      label={text('desk.newcomers', { n })}
      sure={text('desk.newcomers.sure', { n })}
      about={view.epoch}
      onConfirm={() => tell({ type: 'remove-newcomers', epoch: view.epoch })}
    />
  );
}

function Door({ view, desk, tell }: DeskProps) {
  return (
    <div class="door">
      <label title={text('desk.lock.long')}>
        <input
          type="checkbox"
          checked={view.locked}
          onChange={({ currentTarget }) => tell({ type: 'lock', on: currentTarget.checked })}
        />
        {text('desk.lock')}
      </label>
      <label>
        <input
          type="checkbox"
          checked={view.suggestedNames}
          onChange={({ currentTarget }) => tell({ type: 'suggested-names', on: currentTarget.checked })}
        />
        {text('desk.suggested')}
      </label>
      <label>
        {text('desk.fill')}{' '}
        <select
          value={desk.bots}
          onChange={({ currentTarget }) => tell({ type: 'bots', fillTo: Number(currentTarget.value) })}
        >
          {[...new Set([...SIZES.filter((size) => size <= desk.mostToFill), desk.bots])]
            .sort((a, b) => a - b)
            .map((size) => (
              <option key={size} value={size}>
                {text('desk.fill.machines', { n: size })}
              </option>
            ))}
        </select>
      </label>
      <small class="hint">{fillLine(view, desk)}</small>
    </div>
  );
}

/** What the number of machines does to this class. */
function fillLine(view: DeskProps['view'], desk: DeskProps['desk']): string | null {
  const { joined } = view.counts;
  if (view.phase !== 'lobby') return view.round + 1 < view.rounds ? text('desk.fill.later') : null;
  return joined > 0 && joined >= desk.bots ? text('desk.fill.enough', { n: joined }) : null;
}

function Student({ line, kept, tell, view, desk, voice }: DeskProps & { readonly line: SeatLine }) {
  const [naming, setNaming] = useState(false);
  return (
    <li class={line.connected ? '' : 'away'}>
      <StudentMark mark={line.mark} size={34} />
      {naming ? (
        <NameForm
          line={line}
          onName={(name) => {
            setNaming(false);
            if (name !== null) tell({ type: 'rename', seat: line.seat, name });
          }}
        />
      ) : (
        <>
          <span class="name">
            <b translate={false}>{line.name}</b> <small>{roleWord(line.role, desk, voice)}</small>
          </span>
          <Standing line={line} />
          <StudentMenu
            line={line}
            kept={kept}
            view={view}
            desk={desk}
            voice={voice}
            tell={tell}
            onRename={() => setNaming(true)}
          />
        </>
      )}
    </li>
  );
}

function roleWord(role: string | null, desk: DeskProps['desk'], voice: Voice): string {
  const known = desk.roles.find(({ id }) => id === role);
  return known === undefined ? (role ?? '') : say(known.name, voice);
}

function Standing({ line }: { line: SeatLine }) {
  if (!line.connected) {
    return (
      <span class="standing" title={text('desk.status.away')}>
        <PlugMark /> <span class="unseen">{text('desk.status.away')}</span>
      </span>
    );
  }
  const word = text(line.acted ? 'desk.status.acted' : 'desk.status.here');
  return (
    <span class="standing" title={word}>
      {line.acted ? '✓' : '●'} <span class="unseen">{word}</span>
    </span>
  );
}
