import { access, constants, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';
import { makeFolder } from '../../reports/files/make-folder.ts';

/** Makes the folder for a command's artifacts, so that a failure shows before the first run. */
export async function openOut(out: string): Promise<void> {
  try {
    await makeFolder(out);
    await access(out, constants.W_OK);
    await hideFromGit(out);
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

const usual = '.brownout';

/** Writes a .gitignore into the default folder, whose contents every command makes anew. */
async function hideFromGit(out: string): Promise<void> {
  const names = path.relative(process.cwd(), out).split(path.sep);
  if (names[0] !== usual) return;
  await writeFile(path.join(usual, '.gitignore'), '*\n', { flag: 'wx' }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}
