import { fisher, mcnemar } from '../../../harness/stats/exact-tests.ts';
import type { Change, ComparedResult } from '../comparison.ts';
import type { ScenarioFacts } from '../facts/suite-facts.ts';
import { counted, ofCheck, type SeedPair } from '../pairs.ts';

/** A change of which a test has yet to say whether chance may have made it. */
export interface Draft {
  readonly kind: Change['kind'];
  readonly what: string;
  readonly reason: string;
  readonly result: ComparedResult;
  /** The chance of such a change, or a greater one, if nothing is worse; null where it is no matter of chance. */
  readonly p: number | null;
}

/** The counts of a check over the runs of a scenario. */
export type CheckFacts = ScenarioFacts['checks'][number];

/** What is known of both sides of a scenario. */
export interface ScenarioSides {
  readonly pairs: readonly SeedPair[];
  /** Whether the same seed and plan always come to the same. */
  readonly isExact: boolean;
}

/** What became of one check of a scenario that is there on both sides; null where it held and holds. */
export function checkChange(base: CheckFacts, now: CheckFacts, sides: ScenarioSides): Draft | null {
  const [was, is] = [standingOf(base), standingOf(now)];
  const what = now.check;
  if (is === 'broke') {
    if (was === 'holds') return broke('newly-broke', [base, now], sides);
    if (was === 'broke') return broke('still-broken', [base, now], sides);
    const reason = `${failures(now)}; in the baseline it ${was === 'unknown' ? 'could not tell' : 'did not apply'}`;
    return { kind: 'newly-covered', what, reason, result: 'unknown', p: null };
  }
  const draft = (kind: Change['kind'], reason: string, result: ComparedResult): Draft => ({
    kind,
    what,
    reason,
    result,
    p: null,
  });
  if (was === 'broke' && is === 'holds') {
    return draft(
      'newly-holds',
      `${failures(base)} before, in none of ${runsOf(now)} now`,
      'not-worse',
    );
  }
  if (was === 'idle') {
    if (is === 'idle') return null;
    return draft(
      'newly-covered',
      `it applies now: ${is}`,
      is === 'holds' ? 'not-worse' : 'unknown',
    );
  }
  if (is === 'unknown' && was === 'unknown') return null;
  if (is === 'unknown') {
    return draft('no-longer-known', `unknown in ${now.unknown} of ${runsOf(now)} runs`, 'unknown');
  }
  if (is === 'idle') return draft('no-longer-covered', 'it applies to no run any more', 'unknown');
  return was === 'unknown' ? draft('newly-holds', 'it could not tell before', 'not-worse') : null;
}

function broke(
  kind: 'newly-broke' | 'still-broken',
  [base, now]: readonly [CheckFacts, CheckFacts],
  { pairs, isExact }: ScenarioSides,
): Draft {
  const { both, firstOnly, secondOnly, neither } = counted(pairs, ofCheck(now.check));
  const known = both + firstOnly + secondOnly + neither;
  const what = now.check;
  const says = `${failures(now)}, ${base.fail} of ${runsOf(base)} before`;
  if (isExact && firstOnly > 0 && secondOnly === 0) {
    const reason = `${says}; ${firstOnly} with the same seed and plan passed before`;
    return { kind, what, reason, result: 'worse', p: null };
  }
  if (known > 0) {
    const reason = `${says}; of ${known} pairs ${firstOnly} newly fail, ${secondOnly} newly pass`;
    const isSame = kind === 'still-broken' && firstOnly === 0 && known >= runsOf(base);
    if (isSame) return { kind, what, reason, result: 'not-worse', p: null };
    return { kind, what, reason, result: 'unknown', p: mcnemar(firstOnly, secondOnly) };
  }
  const p = fisher({
    first: { part: base.fail, whole: base.fail + base.pass },
    second: { part: now.fail, whole: now.fail + now.pass },
  });
  return {
    kind,
    what,
    reason: `${says}; no run has a seed and plan of the baseline`,
    result: 'unknown',
    p,
  };
}

/** What a check came to over all runs: `idle` where it applied to none. */
export function standingOf({
  pass,
  fail,
  unknown,
}: CheckFacts): 'broke' | 'unknown' | 'holds' | 'idle' {
  if (fail > 0) return 'broke';
  if (unknown > 0) return 'unknown';
  return pass > 0 ? 'holds' : 'idle';
}

function failures(check: CheckFacts): string {
  return `fails in ${check.fail} of ${runsOf(check)} runs`;
}

function runsOf({ pass, fail, unknown }: CheckFacts): number {
  return pass + fail + unknown;
}
