import { z } from 'zod';
import { outcomes } from '../../harness/model/trace/outcome.ts';
import { digest } from '../../harness/model/json/json.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { Result } from '../../harness/model/trace/verdict.ts';
import { verdictsOf } from '../../harness/model/trace/verdicts-of.ts';
import { isIdle } from '../summary/verdicts.ts';

const count = z.int().min(0);

/** What came of each seed of a scenario. */
export const seedGroupSchema = z.strictObject({
  /** The digest of the plan. */
  plan: z.string(),
  result: z.enum(['pass', 'unknown', 'fail', 'idle']),
  /** Names of the checks that failed, that passed, and that could not tell. */
  failed: z.array(z.string()).readonly(),
  passed: z.array(z.string()).readonly(),
  unknown: z.array(z.string()).readonly(),
  /** How many tasks of each run ended so under faults. */
  ended: z.partialRecord(z.enum(outcomes), count).readonly(),
  /** Seeds in order, as ranges: `1-7,9`. */
  seeds: z.string().regex(/^\d+(-\d+)?(,\d+(-\d+)?)*$/),
});

/** Runs of one plan that came out alike, by seed: what pairs a run with that of another report. */
export type SeedGroup = z.infer<typeof seedGroupSchema>;

/** The group of one run. */
export function seedGroupOf(run: RunRecord): SeedGroup {
  const { trace, outcomes, result } = run;
  const verdicts = verdictsOf(run);
  const having = (wanted: Result) =>
    verdicts.filter(({ verdict }) => verdict.result === wanted).map(({ check }) => check);
  const during = outcomes.filter(({ role }) => role === 'during').map(({ outcome }) => outcome);
  const ended = [...Map.groupBy(during, (outcome) => outcome)].map(
    ([outcome, its]) => [outcome, its.length] as const,
  );
  return {
    plan: digest(trace.plan).slice(0, 8),
    result: isIdle(run) ? 'idle' : result,
    failed: having('fail'),
    passed: having('pass'),
    unknown: having('unknown'),
    ended: Object.fromEntries(ended.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    seeds: String(trace.seed),
  };
}

/** The key under which groups are merged. */
export function seedGroupKey(group: SeedGroup): string {
  return JSON.stringify({ ...group, seeds: '' });
}

/** Adds two groups with the same key. */
export function addSeedGroups(a: SeedGroup, b: SeedGroup): SeedGroup {
  return { ...a, seeds: joined([...rangesOf(a.seeds), ...rangesOf(b.seeds)]) };
}

/** Orders groups by their first seed, so that the order in which runs finished does not show. */
export function inSeedOrder(groups: readonly SeedGroup[]): readonly SeedGroup[] {
  return groups.toSorted((a, b) => firstOf(a) - firstOf(b));
}

/** The seeds of a text such as `1-7,9`. */
export function seedsIn(text: string): readonly number[] {
  return rangesOf(text).flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, n) => from + n),
  );
}

type Range = readonly [from: number, to: number];

function firstOf({ seeds }: SeedGroup): number {
  return rangesOf(seeds)[0]?.[0] ?? 0;
}

function rangesOf(text: string): readonly Range[] {
  return text.split(',').map((part): Range => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return [from, to];
  });
}

function joined(ranges: readonly Range[]): string {
  const merged: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
