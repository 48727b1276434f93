import type { Plan } from '../../model/fault/plan.ts';
import { draws } from '../../model/random.ts';
import { tally } from '../../model/tally.ts';
import { canStrike } from '../../plans/can-strike.ts';
import { runThrough } from '../explore/run-through.ts';
import { repeats, see } from '../explore/see.ts';
import type { Search } from '../explore/search-state.ts';
import type { Node } from '../node.ts';
import type { Crossing, Observation } from '../observe/observation.ts';
import { aimOf, faultKey, keyOf, pinned } from '../schedule.ts';
import { fatalCalls, type FatalCalls } from './fatal-calls.ts';

/** The number of schedules that are drawn; one that is drawn twice is run once. */
const rows = 100;

/** The number of those before runs without faults are compared, where nothing was found by then. */
const rowsUnproven = 10;

/**
 * The chances that a call is struck: a first attempt, one at which faults end the task, a retry that only
 * asks, and a retry that may change the world. Retries are mostly left alone, so that the task goes on and
 * later calls are struck in the same run.
 */
const chances = { first: 0.85, fatal: 0.05, asks: 0.15, changes: 0.3 };

/**
 * Runs dense schedules: each call that any run has shown, and one more attempt at it, is struck by
 * chance, with the fault that was aimed at it least often so far. Each run tries many sets of faults.
 */
export async function runDense(search: Search, root: Node): Promise<void> {
  const { seed = 1 } = search.options;
  const calls = new Map<string, Crossing>();
  const fatal = fatalCalls();
  const aimed = tally();
  const learn = (observation: Observation) => {
    for (const one of observation.crossings) {
      for (const call of [one, { ...one, attempt: one.attempt + 1 }]) {
        if (!calls.has(aimOf(call))) calls.set(aimOf(call), call);
      }
    }
    fatal.learn(observation);
  };
  const drawn = (row: number): Plan =>
    [...calls].flatMap(([aim, call]) => {
      const draw = draws(seed, 'dense', row, aim);
      if (draw() >= chanceOf(call, fatal)) return [];
      const [next] = search.faults
        .filter((fault) => canStrike(fault, call))
        .map((fault) => ({ fault, rank: aimed.of(`${aim} ${faultKey(fault)}`) + draw() }))
        .toSorted((a, b) => a.rank - b.rank);
      if (!next) return [];
      aimed.next(`${aim} ${faultKey(next.fault)}`);
      return [pinned(next.fault, call)];
    });
  learn(root.observation);
  const tried = new Set<string>();
  for (let row = 0; row < rows && !search.stopped; row += 1) {
    // One that does not repeat itself is not searched any longer than most take to the first finding.
    if (row === rowsUnproven && !(await repeats(search))) return;
    const plan = drawn(row);
    if (plan.length === 0 || tried.has(keyOf(plan))) continue;
    tried.add(keyOf(plan));
    // Until something is found or claimed, runs that learn which words tell the time are not worth it.
    await runThrough(search, 0, [{ plan, isTimed: false }], (observation) => {
      learn(observation);
      return see(search, observation, 'dense', root.broken);
    });
  }
  if (!search.stopped) await repeats(search);
}

function chanceOf(call: Crossing, fatal: FatalCalls): number {
  if (call.attempt === 1) return fatal.includes(call) ? chances.fatal : chances.first;
  // What is not declared to change the world may do so all the same.
  return call.acts || !call.safe ? chances.changes : chances.asks;
}
