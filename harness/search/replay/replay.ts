import type { Plan } from '../../model/fault/plan.ts';
import type { MadeWith, Repro } from '../../model/trace/repro.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';
import type { Scenario } from '../../model/scenario.ts';
import { isObject } from '../../model/json/walk.ts';
import { type Kind } from '../../model/options/kinds.ts';
import { demandArgument } from '../../model/options/strict.ts';
import { demandScenario } from '../../run/scenario.ts';
import { epochMs } from '../../run/on-sim.ts';
import { steadyCheck } from '../../model/trace/outcome.ts';
import { driftOf } from './drift.ts';
import type { Executor } from '../executor/executor.ts';
import { inThread } from '../executor/in-thread.ts';
import { fingerprint } from '../observe/fingerprint.ts';
import { madeWith } from './made-with.ts';
import { baselineOf } from './origin.ts';
import { reaimed } from './reaim.ts';
import { failsSo } from './shrink.ts';
import { missedIn } from './shrink/hits.ts';

/**
 * What a replay shows. `reproduced`: it fails as it did. `changed`: the check fails in
 * another way. `fixed`: every fault struck where it did,
 * and the check passes. `stale`: a fault did not strike, or what led up to it is not what it was, so
 * nothing is shown. `nondeterministic`: two runs of the same seed differ. Only `fixed` is good news.
 */
export type ReplayResult = 'reproduced' | 'changed' | 'fixed' | 'stale' | 'nondeterministic';

/** The outcome of a replay, with the run that shows it. */
export interface Replayed {
  readonly result: ReplayResult;
  readonly reason: string;
  /** What else is not as it was when the failure was found, in sentences; no verdict by itself. */
  readonly notes: readonly string[];
  readonly record: RunRecord;
}

/**
 * Runs a found failure again; `variant` replays it against another system, such as `careful`.
 *
 * @example const { result, reason } = await replay(booksOnce, repro);
 */
export async function replay(
  scenario: Scenario,
  repro: Repro,
  variant?: string,
  executor?: Executor,
): Promise<Replayed> {
  demandScenario(scenario, 'replay(…)');
  demandArgument(repro, found, { who: 'replay(…)', fix: 'Give it what a replay file holds.' });
  const by = executor ?? inThread(scenario, repro.mode);
  const system = variant ?? repro.variant;
  const { mode, seed, file } = repro;
  // That check needs no more than a baseline; others may fail under faults that come after a broken one.
  const isWhole = repro.check !== steadyCheck;
  const again = (plan: Plan) =>
    by.run({ seed, plan, file, variant: system, isWhole, opensAtMs: epochOf(repro) });
  const { record, anew } = await aimed(repro, again);
  const word = fingerprint(record);
  if (mode === 'sim' && fingerprint(await again(record.trace.plan)) !== word) {
    const reason = 'two runs with the same seed and plan differ';
    return { result: 'nondeterministic', reason, notes: [], record };
  }
  const isSame = word === repro.fingerprint || system !== repro.variant;
  const notes = [
    ...anew,
    ...(isSame ? [] : await otherBaseline(by, repro)),
    ...otherVersions(repro),
  ];
  return { ...judged(scenario, repro, record), notes, record };
}

const found: Kind = {
  words: 'a failure that was found',
  fits: (value) =>
    isObject(value) &&
    ['plan', 'check', 'seed', 'mode'].every((name) => Object.hasOwn(value, name)) &&
    ('origin' in value || ('version' in value && value.version === 1)),
};

/** The run in which every strike strikes, as far as can be: some calls have other arguments now. */
async function aimed(
  repro: Repro,
  again: (plan: Plan) => Promise<RunRecord>,
): Promise<{ readonly record: RunRecord; readonly anew: readonly string[] }> {
  let record = await again(repro.plan);
  const anew: string[] = [];
  for (const _ of repro.plan) {
    const missed = missedIn(record);
    const strike = repro.plan[missed];
    if (repro.version === 1 || !strike) break;
    const then = repro.origin.siblings[missed] ?? [];
    const plan = reaimed(record.trace.plan, missed, then, record.trace);
    if (!plan) break;
    record = await again(plan);
    const op = plan[missed]?.when.site?.op;
    const at = `${strike.at} in task ${strike.when.task}`;
    anew.push(
      `Strike ${missed + 1} follows its call at ${at}: ${strike.when.site?.op} is ${op} now.`,
    );
  }
  return { record, anew };
}

/** Files of version 1 were made when it was what it is. */
function epochOf(repro: Repro): number {
  return (repro.version === 2 ? repro.origin.epochMs : null) ?? epochMs;
}

function judged(
  scenario: Scenario,
  repro: Repro,
  record: RunRecord,
): Pick<Replayed, 'result' | 'reason'> {
  const missed = missedIn(record);
  if (missed !== -1) {
    const strike = repro.plan[missed];
    const reason = `strike ${missed + 1} (${strike?.fault.name} at ${strike?.at}) did not strike`;
    return { result: 'stale', reason };
  }
  const verdict = record.verdicts.find(({ check }) => check === repro.check)?.verdict;
  if (!verdict) return { result: 'stale', reason: `the scenario has no check ${repro.check} now` };
  if (verdict.result === 'unknown' || verdict.result === 'not-applicable')
    return { result: 'stale', reason: verdict.reason };
  if (verdict.result === 'fail') {
    if (failsSo(record, repro)) return { result: 'reproduced', reason: verdict.reason };
    return { result: 'changed', reason: `it fails in another way now: ${verdict.reason}` };
  }
  const drift = repro.version === 2 ? driftOf(repro.origin, scenario, record.trace) : null;
  if (drift !== null) {
    return { result: 'stale', reason: `${repro.check} passes, which shows nothing: ${drift}` };
  }
  return { result: 'fixed', reason: `${repro.check} passes under the same faults` };
}

async function otherBaseline(executor: Executor, repro: Repro): Promise<readonly string[]> {
  if (repro.version === 1 || repro.origin.baseline === null) return [];
  const { seed, variant, file } = repro;
  const now = await baselineOf(executor, { seed, variant, file, opensAtMs: epochOf(repro) });
  if (now === repro.origin.baseline) return [];
  return ['Without faults, too, it runs in another way than when this was found.'];
}

function otherVersions(repro: Repro): readonly string[] {
  const then = versionsIn(repro.madeWith);
  const now = new Map(versionsIn(madeWith(repro.file)));
  const others = then.filter(([name, its]) => now.get(name) !== its);
  if (others.length === 0) return [];
  const words = others.map(([name, its]) => `${name} ${its} (now ${now.get(name) ?? 'gone'})`);
  return [`It was found with other versions: ${words.join(', ')}.`];
}

function versionsIn({ packages, ...own }: VersionedWith): readonly [name: string, its: string][] {
  // There is a package called node, too.
  const others = Object.entries(packages ?? {}).map(([name, its]): [string, string] => [
    name in own ? `package ${name}` : name,
    its,
  ]);
  return [...Object.entries(own), ...others];
}

/** A file of version 1 knows that of Node only. */
type VersionedWith = Pick<MadeWith, 'node'> & Partial<MadeWith>;
