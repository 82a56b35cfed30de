import type { PublicView } from '../../shared/protocol/public-view.ts';
import type { Meter } from '../../shared/protocol/views.ts';
import type { Log } from '../view/board/log.ts';
import { centreOf } from '../view/board/nodes.ts';
import { stopwatch } from '../view/look/time-text.ts';
import { amount, say, text, type Voice } from '../words/index.ts';
import type { Feed } from './feed.ts';
import { Legend } from './legend.tsx';
import { Network } from './network.tsx';

/** Said as soon as the frames tell, also when the class has already gone on. */
const ALL_DONE: PublicView['banner'] = { said: { key: 'banner.all-done' }, mood: 'good' };

/** The network as large as there is room, the meters and what happens in words beside it, and a banner for the big moments. */
export function Play(props: { readonly view: PublicView; readonly feed: Feed; readonly voice: Voice }) {
  const { view, feed, voice } = props;
  const nameOf = (node: number): string | undefined => {
    const scene = feed.scene.value;
    const found = scene?.nodes.find((each) => each.node === node);
    return scene === null || found === undefined ? undefined : feed.words.called(found, centreOf(scene).includes(node));
  };
  const banner = feed.completedAt.value === null ? view.banner : ALL_DONE;
  const boardVoice: Voice = { service: voice.service, nameOf };
  return (
    <main class="play">
      <div class="network">
        <Network source={feed.source} />
        <p class="unseen">{text('board.picture')}</p>
      </div>
      <div class="below">
        <div class="banner" role="status">
          {banner === null ? null : (
            <p data-mood={banner.mood} key={banner.said.key}>
              {say(banner.said, boardVoice)}
            </p>
          )}
        </div>
        {banner === null ? <Legend scene={feed.scene.value} voice={boardVoice} /> : null}
      </div>
      <aside>
        <Meters meters={view.meters} voice={boardVoice} />
        <LogList log={feed.log.value} voice={boardVoice} />
      </aside>
    </main>
  );
}

function Meters({ meters, voice }: { readonly meters: readonly Meter[]; readonly voice: Voice }) {
  return (
    <section class="meters" aria-label={text('board.meters')}>
      <dl>
        {meters.map((meter) => (
          <div key={meter.label.key}>
            <dt>{say(meter.label, voice)}</dt>
            <dd>
              {amount(meter.value, meter.unit)}
              {meter.of === undefined ? null : <small> / {amount(meter.of, meter.unit)}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function LogList({ log, voice }: { readonly log: Log; readonly voice: Voice }) {
  return (
    <section class="log" aria-label={text('board.log')}>
      {log.lines.length === 0 ? <p>{text('board.log.none')}</p> : null}
      <ol>
        {log.lines.map((line) => (
          <li key={line.id} data-mood={line.mood}>
            <time>{stopwatch(line.t)}</time> <span>{say(line.said, voice)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
