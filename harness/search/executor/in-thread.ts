import type { Scenario } from '../../model/scenario.ts';
import type { Mode } from '../../model/trace/trace.ts';
import { epochMs } from '../../run/on-sim.ts';
import { runFrom } from '../../run/run.ts';
import { observe, timeUntold } from '../observe/observation.ts';
import { tellingTime } from '../observe/telling-time.ts';
import type { TimeTold } from '../observe/time-marks.ts';
import type { Executor, RunSpec } from './executor.ts';

/**
 * An executor in this thread: one run after the other. Others are made of it.
 *
 * @example
 * const inner = inThread(booksOnce);
 * const executor: Executor = {
 *   ...inner,
 *   observe: (spec) => (isFarAway(spec) ? askMachine(spec) : inner.observe(spec)),
 *   width: 8,
 * };
 * await explore(booksOnce, { executor });
 */
export function inThread(scenario: Scenario, mode: Mode = 'sim'): Executor {
  const learnt = new Map<string, Promise<TimeTold>>();
  const run = ({ opensAtMs = epochMs, isWhole = true, ...options }: RunSpec) =>
    runFrom(opensAtMs, scenario, { mode, ...options }, isWhole);
  return {
    mode,
    run,
    observe: async ({ plan, seed, variant, file, isTimed = true }) => {
      const subject = { seed, variant, file };
      if (!isTimed) return observe(await run({ ...subject, plan }), timeUntold);
      const name = JSON.stringify([seed, variant, file]);
      const learning = learnt.get(name) ?? tellingTime(run, subject);
      learnt.set(name, learning);
      const told = await learning;
      return observe(await run({ ...subject, plan }), told);
    },
    width: 1,
    close: () => Promise.resolve(),
  };
}
