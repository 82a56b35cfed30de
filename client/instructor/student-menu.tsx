import { useRef, useState } from 'preact/hooks';
import { LONGEST_TEXT } from '../../shared/class/names/length.ts';
import type { InstructorCommand } from '../../shared/protocol/commands.ts';
import type { SeatLine } from '../../shared/protocol/views.ts';
import { ConfirmButton } from '../ui/confirm.tsx';
import { say, text } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';
import { SeatCode } from './seat-code.tsx';

type MenuProps = Pick<DeskProps, 'view' | 'desk' | 'voice' | 'tell'> & { readonly line: SeatLine };
type StudentMenuProps = MenuProps & Pick<DeskProps, 'kept'> & { readonly onRename: () => void };

/** What can be done about a student. Above everything else, since the list that it belongs to scrolls; it closes on what it is asked for. */
export function StudentMenu({ line, kept, view, desk, voice, tell, onRename }: StudentMenuProps) {
  const menu = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState(0);
  const close = (): void => menu.current?.close();
  const ask = (command: InstructorCommand): void => {
    close();
    tell(command);
  };
  return (
    <>
      <button
        type="button"
        class="quiet more"
        aria-haspopup="dialog"
        aria-label={`${line.name}: …`}
        onClick={() => {
          setOpened(opened + 1);
          menu.current?.showModal();
        }}
      >
        ⋯
      </button>
      <dialog class="student-menu" ref={menu} aria-label={line.name}>
        <h3 translate={false}>{line.name}</h3>
        <button type="button" onClick={onRename}>
          {text('desk.rename')}
        </button>
        <button type="button" onClick={() => ask({ type: 'new-name', seat: line.seat, instead: line.name })}>
          {text('desk.new-name')}
        </button>
        <RoleWish line={line} view={view} desk={desk} voice={voice} tell={ask} />
        <SeatCode key={opened} line={line} kept={kept} />
        <ConfirmButton
          label={text('desk.kick')}
          sure={text('desk.kick.sure')}
          class=""
          onConfirm={() => ask({ type: 'kick', seat: line.seat })}
        />
        <button type="button" class="quiet" onClick={close}>
          {text('desk.close')}
        </button>
      </dialog>
    </>
  );
}

/** The student gets this role in the next run, if a machine with it is free. */
function RoleWish({ line, view, desk, voice, tell }: MenuProps) {
  return (
    <select
      aria-label={text('desk.role.wish', { name: line.name })}
      value=""
      onChange={({ currentTarget: { value: role } }) =>
        tell({ type: 'role', seat: line.seat, role, epoch: view.epoch })
      }
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

/** A new name, typed in the student's line; null when it stays as it is. */
export function NameForm({ line, onName }: { line: SeatLine; onName: (name: string | null) => void }) {
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
        maxLength={LONGEST_TEXT}
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
