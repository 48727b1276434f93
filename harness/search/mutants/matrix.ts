import type { Exploration, SearchFinding } from '../../model/trace/exploration.ts';
import type { MutantRow } from '../../model/trace/matrix.ts';
import type { Repro } from '../../model/trace/repro.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';
import type { Mutant, Scenario } from '../../model/scenario.ts';
import type { Executor } from '../executor/executor.ts';
import { explore } from '../explore/exploring.ts';
import { reproOf } from '../replay/repro.ts';
import type { ExploreOptions } from '../explore/search-state.ts';
import { shrink } from '../replay/shrink.ts';
import type { ShrinkOptions } from '../replay/shrink/trials.ts';

/** A mutant is given this many seeds to be noticed in. */
const mostSeeds = 32;

/** The result of one mutant. */
export interface Kill {
  readonly row: MutantRow;
  /** The smallest failing run, or the last run where its check noticed nothing. */
  readonly record: RunRecord;
  readonly repro: Repro | null;
}

/** The seed from which on a mutant is run, and its executor. */
export interface KillOptions {
  readonly seed: number;
  readonly file: string;
  readonly executor: Executor;
}

/**
 * Runs a mutant until the check of its own invariant fails, and shrinks that plan. A mutant that
 * only trips some other check counts as missed. Where the plan is a search, it is searched for.
 */
export async function kill(
  scenario: Scenario,
  mutant: Mutant,
  { seed, file, executor }: KillOptions,
  limits: ShrinkOptions = {},
): Promise<Kill> {
  if (scenario.search) return await killBySearch(scenario, mutant, { seed, file, executor });
  const { id, by } = mutant;
  let record: RunRecord | undefined;
  for (let n = 0; n < mostSeeds; n += 1) {
    record = await executor.run({ seed: seed + n, file, variant: id });
    const verdict = record.verdicts.find(({ check }) => check === by)?.verdict;
    if (verdict?.result !== 'fail') continue;
    const target = { check: by, signature: verdict.signature };
    const shrunk = await shrink(scenario, record, target, { ...limits, executor });
    const repro = await reproOf(scenario, shrunk, target, executor);
    return { row: rowOf(scenario, mutant, shrunk.plan.length), record: shrunk.record, repro };
  }
  if (!record) throw new Error('a mutant was given no seed');
  return { row: rowOf(scenario, mutant, null), record, repro: null };
}

/** The result of a search for a mutant. */
export interface KillBySearch extends Kill {
  readonly exploration: Exploration;
  readonly found: SearchFinding | null;
}

/** Searches for faults under which the check of a mutant's own invariant fails. */
export async function killBySearch(
  scenario: Scenario,
  mutant: Mutant,
  options: KillOptions & ExploreOptions,
): Promise<KillBySearch> {
  const { id, by } = mutant;
  const { seed, file, executor } = options;
  const exploration = await explore(scenario, { ...options, variant: id, until: by });
  const found = exploration.findings.find(({ check }) => check === by) ?? null;
  const plan = found?.plan ?? [];
  const record = await executor.run({ seed, file, variant: id, plan });
  const row = rowOf(scenario, mutant, found && plan.length);
  return { row, record, repro: found?.repro ?? null, exploration, found };
}

/** The row of a mutant that so many strikes show; null where nothing shows it. */
function rowOf({ family }: Scenario, { id, by }: Mutant, strikes: number | null): MutantRow {
  return { id, family, flagged: strikes !== null, by, strikes: strikes ?? 0, repro: null };
}
