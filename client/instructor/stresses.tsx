import type { StressCardView } from '../../shared/protocol/views.ts';
import { say, text } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';

/** Trouble to cause, each card with what it does here; outside play, what the lesson has in store. */
export function StressPanel(props: DeskProps) {
  const { view, desk, tell } = props;
  if (view.phase !== 'play') return <Lesson {...props} />;
  return (
    <section class="stresses">
      <h2>{text('desk.stresses')}</h2>
      <ul>
        {desk.stresses.map((card, index) => (
          <Card key={card.id} card={card} number={index + 1} view={view} tell={tell} />
        ))}
      </ul>
      {desk.secrets.length === 0 ? null : <Secrets {...props} />}
    </section>
  );
}

type CardProps = Pick<DeskProps, 'view' | 'tell'> & { readonly card: StressCardView; readonly number: number };

function Card({ card, number, view, tell }: CardProps) {
  const { epoch } = view;
  const { id, params, uses } = card;
  const active = card.active.length > 0;
  return (
    <li class={active ? 'active' : ''}>
      <button type="button" onClick={() => tell({ type: 'stress', id, params, uses, epoch })}>
        <span class="label">
          {card.title} {number <= 9 ? <kbd>{number}</kbd> : null}
        </span>
        <small>{card.meaning}</small>
      </button>
      {active ? (
        <p class="going-on">
          <b>{text('desk.stress.active')}</b>
          {card.active.map((index) => (
            <button
              key={index}
              type="button"
              class="quiet"
              aria-label={`${text('desk.stress.end')}: ${card.title}`}
              onClick={() => tell({ type: 'stress-end', index, epoch })}
            >
              {text('desk.stress.end')}
            </button>
          ))}
        </p>
      ) : null}
    </li>
  );
}

function Secrets({ desk }: DeskProps) {
  return (
    <details class="secrets">
      <summary>{text('desk.secrets')}</summary>
      <ul>
        {desk.secrets.map(({ node, name, trait }) => (
          <li key={`${node}${trait}`}>{say({ key: 'desk.secret', args: { name, trait } })}</li>
        ))}
      </ul>
    </details>
  );
}

function Lesson({ desk, view }: DeskProps) {
  return (
    <section class="lesson">
      <h2>{text('desk.lesson')}</h2>
      <ol>
        {desk.lesson.map(({ title, done }, index) => (
          <li key={title} class={done ? 'done' : ''} aria-current={index === view.round ? 'step' : undefined}>
            {title} {done ? <small>{text('desk.lesson.done')}</small> : null}
          </li>
        ))}
      </ol>
      <p class="hint">{text('desk.stress.none')}</p>
      <p class="hint">{text('desk.keys')}</p>
    </section>
  );
}
