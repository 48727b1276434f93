import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** Removes temporary files of workers that were killed while they wrote artifacts. */
export async function sweep(out: string): Promise<void> {
  for (const folder of [
    out,
    ...['runs', 'tallies', 'repros', 'searches'].map((name) => path.join(out, name)),
  ]) {
    for (const name of await readdir(folder).catch(() => [])) {
      const [, pid] = /^\..+\.(\d+)\.\d+\.tmp$/.exec(name) ?? [];
      if (pid !== undefined && !isAlive(Number(pid)))
        await rm(path.join(folder, name), { force: true });
    }
  }
}

/** Another command may be writing to the same folder. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
