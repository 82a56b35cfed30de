import { atBase } from '../connection/index.ts';
import { whyOnlyHere } from '../ui/address-choice.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { typedAddress } from '../view/address.ts';
import { text } from '../words/index.ts';
import type { DeskProps } from './desk-props.ts';
import { JoinAddress } from './join-address.tsx';
import { CopyField } from './key-link.tsx';

/** The code, the link and the picture of it, large enough to be read out. */
export function Invitation({ view, address }: DeskProps) {
  const answer = address.answer.value;
  const problem = answer === null ? text('address.waiting') : whyOnlyHere(answer);
  return (
    <section class="middle invitation">
      <div>
        <p>{text('desk.join')}</p>
        {answer === null || problem !== undefined ? (
          <p class="no-url">{problem}</p>
        ) : (
          <>
            <p class="url" translate={false}>
              {typedAddress(answer.url)}
            </p>
            <JoinAddress address={address} answer={answer} />
            <StudentLink link={`${answer.url}/j/${view.code}#${answer.link}`} />
          </>
        )}
        <p>{text('desk.code')}</p>
        <p class="code" translate={false}>
          {view.code}
        </p>
        <a href={atBase(`/j/${view.code}${answer === null ? '' : `#${answer.link}`}`)} target="_blank" rel="noreferrer">
          {text('desk.play-along')}
        </a>
      </div>
      {answer === null || problem !== undefined ? null : (
        <QrCode
          address={address}
          url={answer.url}
          alt={text('desk.qr', { url: `${answer.url}/j/${view.code}` })}
          size={280}
        />
      )}
    </section>
  );
}

/** To be sent to students: who opens it types no code, and waits for nothing. */
function StudentLink({ link }: { readonly link: string }) {
  return (
    <details class="student-link">
      <summary>{text('desk.link')}</summary>
      <p class="hint">{text('desk.link.long')}</p>
      <CopyField link={link} label={text('desk.link')} />
    </details>
  );
}
