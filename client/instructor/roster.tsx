import { useRef, useState } from 'preact/hooks';
import type { SeatLine } from '../../shared/class/views.ts';
import { ConfirmButton } from '../ui/confirm.tsx';
import { PlugMark } from '../ui/link-line.tsx';
import { StudentMark } from '../ui/marks.tsx';
import { say, text, type Voice } from '../words/index.ts';
import type { DeskProps } from './desk.tsx';

const SIZES = [0, 6, 8, 12, 16, 20, 24, 30, 40];

/** Everyone in the class, and who may come in. */
export function Roster(props: DeskProps) {
  const { session } = props;
  const lines = session.roster.value;
  return (
    <section class="roster">
      <header>
        <h2>{text('desk.roster')}</h2>
        <Door {...props} />
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
          {[...new Set([...SIZES, desk.bots])]
            .sort((a, b) => a - b)
            .map((size) => (
              <option key={size} value={size}>
                {text('desk.fill.machines', { n: size })}
              </option>
            ))}
        </select>
      </label>
    </div>
  );
}

function Student({ line, tell, desk, voice }: DeskProps & { readonly line: SeatLine }) {
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
            <b>{line.name}</b> <small>{roleWord(line.role, desk, voice)}</small>
          </span>
          <Standing line={line} />
          <StudentMenu line={line} desk={desk} voice={voice} tell={tell} onRename={() => setNaming(true)} />
        </>
      )}
    </li>
  );
}

type MenuProps = Pick<DeskProps, 'desk' | 'voice' | 'tell'> & { readonly line: SeatLine };

/** What can be done about a student. Above everything else, since the list that it belongs to scrolls. */
function StudentMenu({ line, desk, voice, tell, onRename }: MenuProps & { readonly onRename: () => void }) {
  const menu = useRef<HTMLDialogElement>(null);
  const close = (): void => menu.current?.close();
  return (
    <>
      <button
        type="button"
        class="quiet more"
        aria-haspopup="dialog"
        aria-label={`${line.name}: …`}
        onClick={() => menu.current?.showModal()}
      >
        ⋯
      </button>
      <dialog class="student-menu" ref={menu} aria-label={line.name}>
        <h3>{line.name}</h3>
        <button type="button" onClick={onRename}>
          {text('desk.rename')}
        </button>
        <button type="button" onClick={() => tell({ type: 'new-name', seat: line.seat })}>
          {text('desk.new-name')}
        </button>
        <RoleWish line={line} desk={desk} voice={voice} tell={tell} />
        <ConfirmButton
          label={text('desk.kick')}
          sure={text('desk.kick.sure')}
          class=""
          onConfirm={() => tell({ type: 'kick', seat: line.seat })}
        />
        <button type="button" class="quiet" onClick={close}>
          {text('desk.close')}
        </button>
      </dialog>
    </>
  );
}

function roleWord(role: string | null, desk: DeskProps['desk'], voice: Voice): string {
  const known = desk.roles.find(({ id }) => id === role);
  return known === undefined ? (role ?? '') : say(known.name, voice);
}

/** The student gets this role in the next run, if a machine with it is free. */
function RoleWish({ line, desk, voice, tell }: MenuProps) {
  return (
    <select
      aria-label={text('desk.role.wish', { name: line.name })}
      value=""
      onChange={({ currentTarget }) => tell({ type: 'role', seat: line.seat, role: currentTarget.value })}
    >
      <option value="">{text('desk.role.choose')}</option>
      {desk.roles.map(({ id, name }) => (
        <option key={id} value={id}>
          {say(name, voice)}
        </option>
      ))}
    </select>
  );
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

function NameForm({ line, onName }: { line: SeatLine; onName: (name: string | null) => void }) {
  const [name, setName] = useState(line.name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onName(name);
      }}
    >
      <input
        aria-label={text('desk.rename.of', { name: line.name })}
        value={name}
        maxLength={40}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
        ref={(field) => field?.focus()}
        onKeyDown={({ key }) => {
          if (key === 'Escape') onName(null);
        }}
      />
      <button type="submit">{text('desk.rename.save')}</button>
    </form>
  );
}
