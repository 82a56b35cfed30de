import { useEffect, useState } from 'preact/hooks';
import type { BoardLine } from '../../shared/protocol/messages.ts';
import { readBoards, removeBoard } from '../connection/http.ts';
import { ConfirmButton } from '../ui/confirm.tsx';
import { text } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';

const AGAIN_MS = 3_000;

/** Which boards are open, and who may open one. They are looked for while this is unfolded. */
export function Boards({ kept, desk, tell }: DeskProps) {
  const [unfolded, setUnfolded] = useState(false);
  return (
    <details class="boards" onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}>
      <summary>{text('desk.boards')}</summary>
      <div>
        {unfolded ? <BoardList kept={kept} /> : null}
        <label>
          <input
            type="checkbox"
            checked={desk.onlyOpenedBoards}
            onChange={({ currentTarget }) => tell({ type: 'only-opened-boards', on: currentTarget.checked })}
          />
          {text('desk.boards.only')}
        </label>
        <small class="hint">{text('desk.boards.only.long')}</small>
      </div>
    </details>
  );
}

function BoardList({ kept }: Pick<DeskProps, 'kept'>) {
  const [boards, setBoards] = useState<readonly BoardLine[] | null>(null);
  useEffect(() => {
    const look = async (): Promise<void> => {
      const answer = await readBoards(kept);
      if (answer.ok) setBoards(answer.value.boards);
    };
    void look();
    const timer = setInterval(() => void look(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [kept.code]);
  const remove = async (id: string): Promise<void> => {
    const answer = await removeBoard(kept, id);
    if (answer.ok) setBoards(answer.value.boards);
  };
  if (boards === null) return null;
  if (boards.length === 0) return <p class="hint">{text('desk.boards.none')}</p>;
  return (
    <ul>
      {boards.map(({ id, opened, minutes }) => (
        <li key={id}>
          {text(opened ? 'desk.boards.opened' : 'desk.boards.code', { n: minutes })}
          <ConfirmButton
            label={text('desk.boards.remove')}
            sure={text('desk.boards.remove.sure')}
            onConfirm={() => void remove(id)}
          />
        </li>
      ))}
    </ul>
  );
}
