import type { RunningSystem } from '../../model/scenario.ts';
import { agents } from './agents-fixture.ts';
import { service } from './service.ts';
import type { ServiceOptions } from './service-options.ts';

/** Agents that are processes, in a folder of their own. */
export function services() {
  const { folder, still, write, started } = agents('service');
  return {
    folder,
    /** Writes a program; gives the command that runs it. */
    write: (name: string, text: string): readonly string[] => {
      write(name, text);
      return [process.execPath, name];
    },
    start: (options: ServiceOptions) => started(service({ cwd: folder, ...options })),
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
