import { failuresIn } from '../../../harness/model/trace/failures-in.ts';
import { failingOf, isAllStruck, level, nextLevel, duringCalls, tryPlan } from './brute-force.ts';
import type { Failing, Tried } from './brute-force.ts';
import type { CorpusEntry } from './entry.ts';

/** What brute force shows of an entry: that it bears so many faults, and not one more. */
export interface Proof {
  /** Calls of its fault phase without faults. */
  readonly calls: number;
  /** How many schedules of no fault, of one … were run, up to those that it should bear. */
  readonly tried: readonly number[];
  /** Those among them that it does not bear. */
  readonly failing: readonly Failing[];
  /** The checks of the first failure with one fault more; null where none was found or sought. */
  readonly first: readonly string[] | null;
}

/** Runs every schedule of up to `clean` faults, and those of one more up to the first failure. */
export async function prove(
  entry: CorpusEntry,
  { clean, shows }: { readonly clean: number; readonly shows: boolean },
): Promise<Proof> {
  const peace = await tryPlan(entry, []);
  const tried = [1];
  const failing = [failingOf(peace) ?? []].flat();
  let below: readonly Tried[] = [peace];
  for (let depth = 1; depth <= clean; depth += 1) {
    const next = await level(entry, below);
    tried.push(next.tried.length);
    failing.push(...next.failing);
    below = next.tried;
  }
  const first = shows ? await firstFailure(entry, below) : null;
  return { calls: duringCalls(peace.record).length, tried, failing, first };
}

/** What the witness of an entry shows. */
export interface Testimony {
  readonly strikes: number;
  readonly isAllStruck: boolean;
  /** The checks that fail under it; one that can tell nothing is no failure. */
  readonly checks: readonly string[];
  /** Those that fail under it with any one strike left out. */
  readonly failingWithLess: readonly string[];
}

/** Runs the witness of an entry, and each plan that lacks one strike of it. */
export async function hear(entry: CorpusEntry): Promise<Testimony> {
  const witness = entry.witness ?? [];
  const whole = await tryPlan(entry, witness);
  const failingWithLess: string[] = [];
  for (const strike of witness) {
    const less = await tryPlan(
      entry,
      witness.filter((other) => other !== strike),
    );
    failingWithLess.push(...failuresIn(less.record).map(({ check }) => check));
  }
  return {
    strikes: witness.length,
    isAllStruck: isAllStruck(whole),
    checks: [...new Set(failuresIn(whole.record).map(({ check }) => check))],
    failingWithLess,
  };
}

/** The checks of the first schedule above these that fails. */
async function firstFailure(entry: CorpusEntry, below: readonly Tried[]): Promise<Proof['first']> {
  for await (const one of nextLevel(entry, below)) {
    const failing = failingOf(one);
    if (failing) return failing.checks;
  }
  return null;
}
