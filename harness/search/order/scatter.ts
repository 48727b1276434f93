import { canStrike } from '../../plans/can-strike.ts';
import type { Fault } from '../../model/fault/fault.ts';
import type { Plan } from '../../model/fault/plan.ts';
import { draws, pick } from '../../model/random.ts';
import { fatalCalls, type FatalCalls } from './fatal-calls.ts';
import type { Node } from '../node.ts';
import type { Crossing } from '../observe/observation.ts';
import { runThrough } from '../explore/run-through.ts';
import { aimOf, keyOf, pinned } from '../schedule.ts';
import { see, type Search } from '../explore/search-state.ts';

/** So many schedules are drawn; what is drawn twice is run once. */
const rows = 100;

/** So many are run before what they showed is used: the same on any number of threads. */
const stride = 3;

/** The chance that a call is struck; and that one is where a fault ends its task. */
const often = 0.6;
const seldom = 0.05;
/** The chance of a retry of what only asks, in every other schedule: few agents fail there. */
const sometimes = 0.4;

/**
 * Dense schedules: each call that any run has shown, and one more attempt at each, is struck by chance
 * with a fault drawn from those that apply there. A bug of a few faults shows where they are met
 * together, so each run tries many sets of them at once; faults that hide what comes after them are
 * struck seldom.
 */
export async function scatter(search: Search, root: Node): Promise<void> {
  const { seed = 1 } = search.options;
  const calls = new Map<string, Crossing>();
  const fatal = fatalCalls(root.observation);
  const know = (crossings: readonly Crossing[]) => {
    for (const one of crossings) {
      for (const call of [one, { ...one, attempt: one.attempt + 1 }]) {
        if (!calls.has(aimOf(call))) calls.set(aimOf(call), call);
      }
    }
  };
  know(root.observation.crossings);
  for (let from = 0; from < rows && !search.stopped; from += stride) {
    const numbers = Array.from({ length: Math.min(stride, rows - from) }, (_, n) => from + n);
    const due = numbers
      .map((row) => ({ plan: drawn(row, [...calls.values()], { seed, fatal, of: search.faults }) }))
      .filter(({ plan }) => plan.length > 0 && !search.early.has(keyOf(plan)));
    await runThrough(search, 0, due, async (observation, { plan }, isKnown) => {
      if (isKnown) return true;
      search.early.set(keyOf(plan), observation);
      know(observation.crossings);
      fatal.learn(observation);
      return await see(search, observation, 'scatter', root.broken);
    });
  }
}

function drawn(
  row: number,
  calls: readonly Crossing[],
  by: { readonly seed: number; readonly fatal: FatalCalls; readonly of: readonly Fault[] },
): Plan {
  return calls.flatMap((call) => {
    const draw = draws(by.seed, 'scatter', row, aimOf(call));
    const faults = by.of.filter((fault) => canStrike(fault, call));
    const isStruck = faults.length > 0 && draw() < chanceOf(call, row, by.fatal);
    return isStruck ? [pinned(pick(draw, faults), call)] : [];
  });
}

function chanceOf(call: Crossing, row: number, fatal: FatalCalls): number {
  if (mayChange(call)) return often;
  if (call.attempt > 1) return row % 2 === 0 ? sometimes : seldom;
  return fatal.includes(call) ? seldom : often;
}

/** What is not declared to change the world may do so all the same. */
function mayChange({ acts, safe }: Crossing): boolean {
  return acts || !safe;
}
