import { ArchitectureMark } from '../ui/marks.tsx';
import { text } from '../words/index.ts';
import { boardPath } from './board-path.ts';
import { Boards } from './boards.tsx';
import type { DeskProps } from './desk-props.ts';
import { KeyLink } from './key-link.tsx';

/** Which class this is, and how others get into it. */
export function Header({ onLeave, ...props }: DeskProps & { readonly onLeave: () => void }) {
  const { view } = props;
  return (
    <header class="bar-top">
      <h1>
        {view.architecture === null ? null : <ArchitectureMark of={view.architecture} />}
        {view.title}
      </h1>
      <p class="code-line">
        {text('desk.code')} <b translate={false}>{view.code}</b>
      </p>
      <nav>
        <a href={boardPath(view.code, props.address)} target="_blank" rel="noreferrer">
          {text('desk.board')}
        </a>
        <Boards {...props} />
        <KeyLink {...props} />
        <button type="button" class="quiet" onClick={onLeave}>
          {text('desk.leave')}
        </button>
      </nav>
    </header>
  );
}
