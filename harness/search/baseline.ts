import { canonical } from '../model/json.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Trace } from '../model/trace.ts';
import { run } from '../run/run.ts';
import type { Subject } from './evaluate.ts';

/** Where two runs that should be the same first differ. */
export interface Difference {
  readonly seq: number;
  readonly first: string;
  readonly second: string;
}

const times = 3;

/**
 * Runs the subject three times without a fault. Null where the traces are the same to the byte;
 * else the first difference: real time or randomness has got in, and no claim about all schedules
 * can be made.
 */
export async function nondeterminism(
  scenario: Scenario,
  { seed, variant, file }: Subject,
): Promise<Difference | null> {
  const options = { mode: 'sim', seed, variant, file, plan: [] } as const;
  const { trace } = await run(scenario, options);
  for (let n = 1; n < times; n += 1) {
    const difference = firstDifference(trace, (await run(scenario, options)).trace);
    if (difference) return difference;
  }
  return null;
}

/** The first event in which two traces differ, or null. */
export function firstDifference(a: Trace, b: Trace): Difference | null {
  const most = Math.max(a.events.length, b.events.length);
  for (let seq = 0; seq < most; seq += 1) {
    const [first, second] = [a.events[seq], b.events[seq]].map((event) =>
      event === undefined ? 'nothing' : canonical(event),
    );
    if (first !== second) return { seq, first: first ?? '', second: second ?? '' };
  }
  return null;
}
