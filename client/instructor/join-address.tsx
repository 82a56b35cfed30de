import { useState } from 'preact/hooks';
import type { AddressAnswer, AddressLine } from '../../shared/protocol/messages.ts';
import type { ClassAddress } from '../connection/index.ts';
import { AddressChoice } from '../ui/address-choice.tsx';
import { say } from '../words/index.ts';

/** The desk's choice counts for the class: its links, its QR codes and its boards. */
export function JoinAddress({ address, answer }: { readonly address: ClassAddress; readonly answer: AddressAnswer }) {
  const [said, setSaid] = useState<string | null>(null);
  const choose = ({ id }: AddressLine): void => {
    void address.choose(id).then((chosen) => setSaid(chosen.ok ? null : say(chosen.refusal.said)));
  };
  return (
    <>
      <AddressChoice candidates={answer.candidates} url={answer.url} onChoose={choose} />
      {said === null ? null : (
        <p class="said" role="alert">
          {said}
        </p>
      )}
    </>
  );
}
