import type { MutantRow } from '../model/matrix.ts';
import type { RunRecord } from '../model/run-record.ts';
import type { Mutant, Scenario } from '../model/scenario.ts';
import type { Mode } from '../model/trace.ts';
import { runWhole } from '../run/run.ts';
import type { Repro } from '../model/repro.ts';
import { explore } from './exploring.ts';
import { reproOf } from './repro.ts';
import { shrink } from './shrink.ts';
import type { ShrinkOptions } from './shrink/trials.ts';

/** A mutant is given this many seeds to be noticed in. */
const mostSeeds = 32;

/** One seed of the careful system, for the matrix: it should pass. */
export function carefulRun(
  scenario: Scenario,
  options: { readonly mode: Mode; readonly seed: number; readonly file: string },
): Promise<RunRecord> {
  return runWhole(scenario, options);
}

/** What became of one mutant. */
export interface Kill {
  readonly row: MutantRow;
  /** The smallest failing run, or the last run where its check noticed nothing. */
  readonly record: RunRecord;
  readonly repro: Repro | null;
}

/**
 * Runs a mutant until the check of its own invariant fails, and shrinks that plan. A mutant that
 * only trips some other check counts as missed. Where the plan is a search, it is searched for.
 */
export async function kill(
  scenario: Scenario,
  mutant: Mutant,
  options: { readonly mode: Mode; readonly seed: number; readonly file: string },
  limits: ShrinkOptions = {},
): Promise<Kill> {
  if (scenario.search) return await killBySearch(scenario, mutant, options);
  const { id, by } = mutant;
  let record: RunRecord | undefined;
  for (let n = 0; n < mostSeeds; n += 1) {
    record = await runWhole(scenario, { ...options, seed: options.seed + n, variant: id });
    const verdict = record.verdicts.find(({ check }) => check === by)?.verdict;
    if (verdict?.result !== 'fail') continue;
    const target = { check: by, signature: verdict.signature };
    const shrunk = await shrink(scenario, record, target, limits);
    const strikes = shrunk.plan.length;
    const row = { id, family: scenario.family, flagged: true, by, strikes, repro: null };
    return { row, record: shrunk.record, repro: await reproOf(scenario, shrunk, target) };
  }
  if (!record) throw new Error('a mutant was given no seed');
  const row = { id, family: scenario.family, flagged: false, by, strikes: 0, repro: null };
  return { row, record, repro: null };
}

async function killBySearch(
  scenario: Scenario,
  { id, by }: Mutant,
  { seed, file }: { readonly seed: number; readonly file: string },
): Promise<Kill> {
  const { findings } = await explore(scenario, { seed, file, variant: id, until: by });
  const found = findings.find(({ check }) => check === by);
  const plan = found?.plan ?? [];
  const record = await runWhole(scenario, { mode: 'sim', seed, file, variant: id, plan });
  const { family } = scenario;
  const row = { id, family, flagged: found !== undefined, by, strikes: plan.length, repro: null };
  return { row, record, repro: found?.repro ?? null };
}
