import { closeSync, openSync, writeSync } from 'node:fs';

/** Characters that are written at once. */
const AT_ONCE = 65_536;

/** A file of lines that is written from its start. */
export interface LineFile {
  /** After a line that could not be written no further one is. */
  write(line: string): void;
  /** Writes what still waits. @returns why a line could not be written; undefined when all were */
  close(): unknown;
}

/** Makes the file anew. @throws the system's error */
export function lineFile(path: string): LineFile {
  const file = openSync(path, 'w');
  let waiting = '';
  let failed: unknown;
  const flush = () => {
    if (failed === undefined) failed = writeAll(file, Buffer.from(waiting));
    waiting = '';
  };
  return {
    write(line) {
      waiting += `${line}\n`;
      if (waiting.length >= AT_ONCE) flush();
    },
    close() {
      flush();
      closeSync(file);
      return failed;
    },
  };
}

function writeAll(file: number, bytes: Buffer): unknown {
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    return undefined;
  } catch (error) {
    return error;
  }
}
