import type { Change } from '../comparison.ts';
import type { ScenarioFacts } from '../facts/suite-facts.ts';
import type { SeedPair } from '../pairs.ts';
import { checkChange, standingOf, type CheckFacts, type Draft } from './check-change.ts';

/** What became of a scenario and its checks. */
export function scenarioChanges(
  base: ScenarioFacts | null,
  now: ScenarioFacts | null,
  pairs: readonly SeedPair[],
): readonly Draft[] {
  if (now === null) {
    return [gone('', 'the scenario is not among those that were run')];
  }
  if (base === null) return now.checks.length === 0 ? [] : [isNew(now)];
  const known = new Map(base.checks.map((one) => [one.check, one]));
  const isExact = [...base.modes, ...now.modes].every((mode) => mode === 'sim');
  const drafts = now.checks.flatMap((check) => {
    const was = known.get(check.check);
    known.delete(check.check);
    return was ? (checkChange(was, check, { pairs, isExact }) ?? []) : newCheck(check);
  });
  const left = [...known.values()].filter((check) => standingOf(check) !== 'idle');
  const fewer =
    now.runs < base.runs ? [gone('', `${now.runs} runs, ${base.runs} in the baseline`)] : [];
  return [...fewer, ...drafts, ...left.map(({ check }) => gone(check, 'no run has this check'))];
}

function gone(what: string, reason: string): Draft {
  return { kind: 'no-longer-covered', what, reason, result: 'unknown', p: null };
}

function isNew({ checks, runs }: ScenarioFacts): Draft {
  const failing = checks.filter((check) => standingOf(check) === 'broke');
  const open = checks.some((check) => standingOf(check) === 'unknown');
  const says = failing.map(({ check }) => check).join(', ');
  return {
    kind: 'newly-covered',
    what: '',
    reason: `${runs} runs${says === '' ? (open ? ', some unknown' : ', all hold') : `; broken: ${says}`}`,
    result: says === '' && !open ? 'not-worse' : 'unknown',
    p: null,
  };
}

function newCheck(check: CheckFacts): readonly Draft[] {
  const standing = standingOf(check);
  if (standing === 'idle') return [];
  const kind: Change['kind'] = 'newly-covered';
  const result = standing === 'holds' ? 'not-worse' : 'unknown';
  return [{ kind, what: check.check, reason: `a new check: ${standing}`, result, p: null }];
}
