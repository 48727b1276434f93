import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { At, RunningSystem } from '../../model/scenario.ts';
import { service } from './service.ts';
import type { ServiceOptions } from './service-options.ts';

/** Agents in a folder of their own: what a test starts is closed when it ends, the folder goes last. */
export function services() {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-service-'));
  // Nothing listens where its points would be.
  const at: At = {
    url: (point) => `http://127.0.0.1:1/${point}`,
    address: () => '',
    path: () => '',
    scratch: folder,
  };
  const running: RunningSystem[] = [];
  const still = new AbortController().signal;

  afterEach(async () => {
    for (const system of running.splice(0)) await system.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  return {
    folder,
    /** Writes a program; gives the command that runs it. */
    write: (name: string, text: string): readonly string[] => {
      writeFileSync(join(folder, name), text);
      return [process.execPath, name];
    },
    start: async (options: ServiceOptions): Promise<RunningSystem> => {
      const system = await service({ cwd: folder, ...options }).start(at);
      running.push(system);
      return system;
    },
    ask: (system: RunningSystem, input: unknown, signal = still) =>
      system.ask({ id: 't1', input }, signal),
    /** A line the agent prints, when it has. */
    printed: async (system: RunningSystem, what: string | RegExp): Promise<string> => {
      for (let i = 0; i < 1000; i += 1) {
        const line = system.output?.().find((text) => text.match(what));
        if (line !== undefined) return line;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`the agent never printed ${String(what)}`);
    },
  };
}
