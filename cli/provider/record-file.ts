import { existsSync } from 'node:fs';
import { secretsOf } from '../../harness/model/redaction/known-values.ts';
import { redaction } from '../../harness/model/redaction/redactor.ts';
import { readCassette } from '../../harness/provider/cassette/read-cassette.ts';
import {
  mostTakes,
  openRecorder,
  type CassetteRecorder,
} from '../../harness/provider/cassette/recorder.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { say } from '../terminal/event-printer.ts';

/** A recorder into a file. */
export interface FileRecorder {
  readonly onReply: CassetteRecorder['onReply'];
  /** Waits until all is written, and says how much; rejects where it cannot be written. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a recorder that adds to a cassette, or begins one.
 * @throws HarnessError where the file is something else, or cannot be written.
 */
export async function recorderTo(
  file: string,
  onError: (error: unknown) => void,
): Promise<FileRecorder> {
  const before = existsSync(file) ? readCassette(file) : { version: 1 as const, entries: [] };
  let failed: unknown;
  const recorder = await openRecorder({
    before,
    redactor: redaction({ known: secretsOf(process.env), names: [], patterns: [] })(),
    write: (text) => writeAtomically(file, text),
    onError: (error) => {
      failed = error;
      onError(error);
    },
  });
  return {
    onReply: recorder.onReply,
    close: async () => {
      await recorder.settled();
      if (failed !== undefined) throw failed;
      say(recordedWords(recorder, file));
    },
  };
}

/** What was recorded, and what was not. */
export function recordedWords(
  recorder: Pick<CassetteRecorder, 'takes' | 'leftOut'>,
  file: string,
): string {
  const [takes, leftOut] = [recorder.takes(), recorder.leftOut()];
  const words = `recorded ${repliesOf(takes)} to ${file}`;
  if (leftOut === 0) return words;
  return `${words}; left out ${repliesOf(leftOut)}, for a cassette keeps ${mostTakes} of one request`;
}

function repliesOf(count: number): string {
  return `${count} ${count === 1 ? 'reply' : 'replies'}`;
}
