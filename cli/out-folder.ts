import { access, constants, mkdir } from 'node:fs/promises';
import { HarnessError } from '../harness/model/error.ts';

/** Makes the folder for a command's artifacts: found out before the first run, not after the last. */
export async function openOut(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
    await access(out, constants.W_OK);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    const says = {
      expected: `to make the folder ${out} and write to it`,
      got,
      fix: 'Give another --out.',
    };
    throw new HarnessError('unreadable', says, { cause: error });
  }
}
