import { HarnessError } from '../../model/error.ts';
import { isObject } from '../../model/json/walk.ts';
import type { Plan, Strike } from '../../model/fault/plan.ts';
import { shown } from '../../model/options/strict.ts';
import { checkPlan, type Aimable } from '../../plans/check-plan.ts';
import { kindHere, strikeOfWords, type FaultWordsOptions } from '../../plans/fault-words.ts';

/** The point that faults are asked for, by the name that plans call it, and which faults there are. */
export interface AskedFaultsOptions extends Pick<FaultWordsOptions, 'at' | 'faults'> {
  readonly point: Aimable;
}

/**
 * Faults as a request or an endpoint names them, checked: a text of faults in words apart by `;`
 * (`slow ms=3s calls=2; bad-frame`), or a list of such texts and of strikes, which may leave out `at` and
 * `when`. Throws as `strikeOfWords` and `checkPlan` do.
 */
export function askedFaults(given: unknown, { at, faults, point }: AskedFaultsOptions): Plan {
  const list = typeof given === 'string' ? partsOf(given) : given;
  if (!Array.isArray(list)) throw noFaults(given);
  const here = { at, has: point.has, faults };
  const strikes = list.map((one: unknown): Strike => {
    if (typeof one === 'string') return strikeOfWords(one, here);
    return (isObject(one) ? { at, when: {}, ...one } : one) as Strike;
  });
  const plan = checkPlan(strikes, { points: { [at]: point }, faults });
  for (const { fault } of plan) kindHere(fault.name, here);
  return plan;
}

/** Cut at each `;` outside of quotes. */
function partsOf(text: string): readonly string[] {
  return (text.match(/(?:[^;"']|"[^"]*"|'[^']*')+/g) ?? []).filter((part) => part.trim() !== '');
}

function noFaults(given: unknown): HarnessError {
  return new HarnessError('bad-plan', {
    expected: 'faults as a text or a list',
    got: shown(given),
    fix: 'Write "rate-limit; slow ms=3s", or a list of strikes: [{ "fault": { "name": "slow", "params": { "ms": 3000 } } }].',
  });
}
