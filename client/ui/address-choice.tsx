import { useId } from 'preact/hooks';
import type { AddressAnswer, AddressLine } from '../../shared/protocol/messages.ts';
import { typedAddress } from '../view/address.ts';
import { text } from '../words/index.ts';

/** Why only the server's own computer can join; undefined where others can. */
export function whyOnlyHere({ reach }: AddressAnswer): string | undefined {
  return reach === 'others' ? undefined : text(`address.${reach}`);
}

/** What students may be sent to, for when the first does not open on their phones. Nothing where there is no choice. */
export function AddressChoice(props: {
  readonly candidates: readonly AddressLine[];
  readonly url: string;
  readonly onChoose: (line: AddressLine) => void;
}) {
  const group = useId();
  if (props.candidates.length < 2) return null;
  return (
    <details class="address-choice">
      <summary>{text('address.other')}</summary>
      <div class="box">
        <fieldset>
          <legend>{text('address.which')}</legend>
          {props.candidates.map((line) => (
            <label key={line.id}>
              <input type="radio" name={group} checked={line.url === props.url} onChange={() => props.onChoose(line)} />
              <span class="what">
                <b translate={false}>{typedAddress(line.url)}</b> <small>{noteOn(line)}</small>
              </span>
            </label>
          ))}
        </fieldset>
      </div>
    </details>
  );
}

function noteOn({ kind, network, devices }: AddressLine): string {
  const about = text(devices > 0 ? 'address.proven' : `address.kind.${kind}`);
  return network === null ? about : `${network} · ${about}`;
}
