import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { At, RunningSystem, System } from '../../model/scenario.ts';

/** A folder of agents: what a test starts is closed when it ends, the folder goes last. */
export function agents(name: string, points: Partial<At> = {}) {
  const folder = mkdtempSync(join(tmpdir(), `brownout-${name}-`));
  // Read inside a container by another user than ours.
  chmodSync(folder, 0o755);
  // Nothing listens where its points would be.
  const at: At = {
    url: (point) => `http://127.0.0.1:1/${point}`,
    address: () => '',
    path: () => '',
    scratch: folder,
    ...points,
  };
  const running: RunningSystem[] = [];

  afterEach(async () => {
    for (const system of running.splice(0)) await system.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  return {
    folder,
    still: new AbortController().signal,
    /** Writes a file; gives its path. */
    write: (file: string, text: string): string => {
      writeFileSync(join(folder, file), text);
      return join(folder, file);
    },
    started: async (system: System): Promise<RunningSystem> => {
      const started = await system.start(at);
      running.push(started);
      return started;
    },
  };
}
