import type { RunRecord } from '../model/run-record.ts';
import type { Scenario } from '../model/scenario.ts';
import { eventsOf } from '../model/trace.ts';
import { run } from '../run/run.ts';
import type { Repro } from '../model/repro.ts';
import { fingerprint } from './repro.ts';
import { failsSo } from './shrink.ts';

/**
 * What a replay shows. `reproduced`: it fails as it did. `fixed`: every fault struck and the check
 * passes. `stale`: a fault did not strike, so nothing is shown. `nondeterministic`: two runs of the
 * same seed differ. Only `fixed` is good news.
 */
export type ReplayResult = 'reproduced' | 'fixed' | 'stale' | 'nondeterministic';

/** The outcome of a replay, with the run that shows it. */
export interface Replayed {
  readonly result: ReplayResult;
  readonly reason: string;
  readonly record: RunRecord;
}

/** Runs a found failure again; `variant` replays it against another system, such as `careful`. */
export async function replay(
  scenario: Scenario,
  repro: Repro,
  variant: string = repro.variant,
): Promise<Replayed> {
  const { mode, seed, plan, file } = repro;
  const options = { mode, seed, plan, file, variant };
  const record = await run(scenario, options);
  if (mode === 'sim' && fingerprint(await run(scenario, options)) !== fingerprint(record)) {
    const reason = 'two runs with the same seed and plan differ';
    return { result: 'nondeterministic', reason, record };
  }
  const hits = new Set(eventsOf(record.trace, 'fault.hit').map((hit) => hit.strike));
  const missed = plan.findIndex((_, index) => !hits.has(index));
  const verdict = record.verdicts.find(({ check }) => check === repro.check)?.verdict;
  if (missed !== -1) {
    const strike = plan[missed];
    const reason = `strike ${missed + 1} (${strike?.fault.name} at ${strike?.at}) did not strike`;
    return { result: 'stale', reason, record };
  }
  if (!verdict) {
    return { result: 'stale', reason: `the scenario has no check ${repro.check} now`, record };
  }
  if (verdict.result === 'unknown') return { result: 'stale', reason: verdict.reason, record };
  if (verdict.result === 'pass') {
    return { result: 'fixed', reason: `${repro.check} passes under the same faults`, record };
  }
  const isSame = failsSo(record, repro);
  const reason = isSame ? verdict.reason : `it fails in another way now: ${verdict.reason}`;
  return { result: 'reproduced', reason, record };
}
