import { useEffect, useState } from 'preact/hooks';
import type { ClassAddress } from '../connection/index.ts';

const AGAIN_MS = 3_000;

interface QrCodeProps {
  readonly address: ClassAddress;
  /** Where the code leads. */
  readonly url: string;
  readonly alt: string;
  readonly size?: number;
}

/** The QR code of the link for students. It is fetched with what this page knows about the class, which no picture's address may say. */
export function QrCode({ address, url, alt, size }: QrCodeProps) {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let made: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const load = async (): Promise<void> => {
      const answer = await address.qrCode(url);
      if (gone) return;
      if (!answer.ok) timer = setTimeout(load, AGAIN_MS);
      else {
        made = URL.createObjectURL(answer.value);
        setPicture(made);
      }
    };
    void load();
    return () => {
      gone = true;
      clearTimeout(timer);
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [address, url]);
  return picture === null ? <span class="no-qr" /> : <img src={picture} alt={alt} width={size} height={size} />;
}
