import { HarnessError } from '../../model/error.ts';
import { isObject } from '../../model/options/kinds.ts';
import { isStanding } from '../../model/fault/fault.ts';
import type { Plan, Strike } from '../../model/fault/plan.ts';
import { shown } from '../../model/options/strict.ts';
import { checkPlan, type PlanTargets } from '../../plans/check-plan.ts';

/**
 * Faults as a request or an endpoint names them, checked: a text of faults apart by `;`, each a name and its
 * parameters (`slow ms=3000; bad-frame`), or a list of such texts and of strikes, which may leave out
 * `at` and `when`. Throws as `checkPlan` does, and `bad-plan` for a fault that strikes what is not here: a link, a process, a task.
 */
export function askedFaults(given: unknown, at: string, targets: PlanTargets): Plan {
  const list = typeof given === 'string' ? given.split(';').filter((one) => one.trim()) : given;
  if (!Array.isArray(list)) throw noFaults(given);
  const plan = checkPlan(
    list.map((one) => strikeOf(one, at)),
    targets,
  );
  for (const { fault } of plan) {
    const kind = targets.faults.named(fault.name);
    if (isStanding(kind) || kind.harm === 'dies') throw strikesNoCall(kind.name);
  }
  return plan;
}

function strikeOf(given: unknown, at: string): Strike {
  if (typeof given !== 'string') {
    return (isObject(given) ? { at, when: {}, ...given } : given) as Strike;
  }
  const [name = '', ...params] = given.trim().split(/\s+/);
  return { fault: { name, params: Object.fromEntries(params.map(paramIn)) }, at, when: {} };
}

/** `ms=3000` as a name and a value: JSON where it is JSON, a text otherwise. */
function paramIn(text: string): readonly [string, unknown] {
  const [name = '', ...rest] = text.split('=');
  const value = rest.join('=');
  try {
    return [name, JSON.parse(value)];
  } catch {
    return [name, value];
  }
}

function noFaults(given: unknown): HarnessError {
  return new HarnessError('bad-plan', {
    expected: 'faults as a text or a list',
    got: shown(given),
    fix: 'Write "rate-limit; slow ms=3000", or a list of strikes: [{ "fault": { "name": "slow", "params": { "ms": 3000 } } }].',
  });
}

function strikesNoCall(name: string): HarnessError {
  return new HarnessError('bad-plan', {
    expected: 'a fault of a call',
    got: `${name}, which strikes a link, a process or a task and needs a run`,
    fix: 'Put it into a scenario, and execute it with `brownout run`.',
  });
}
