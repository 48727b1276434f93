import { HarnessError } from '../model/error.ts';
import { isObject } from '../model/json/walk.ts';
import { anything, text, thing } from '../model/options/kinds.ts';
import { facetWords, isFor, type Faceted, type PointKind } from '../model/fault/facet.ts';
import { isStanding, type FaultKind } from '../model/fault/fault.ts';
import type { FaultRegistry } from '../model/fault/fault-registry.ts';
import type { Plan, Strike } from '../model/fault/plan.ts';
import { targetsOf, type Scenario } from '../model/scenario.ts';
import { demandOptions, shown, type Demand } from '../model/options/strict.ts';
import { checkTarget } from './check-target.ts';
import { checkParams } from './define.ts';
import { didYouMean } from '../model/options/nearest.ts';

/**
 * A point as a plan sees it: its kind, its facets, and the labels of its calls if all are known.
 */
export interface Aimable extends Faceted {
  readonly kind: PointKind;
  readonly labels?: () => readonly string[] | undefined;
}

/** The names that a plan may use: points, hosts and fault kinds. */
export interface PlanTargets {
  readonly points: Readonly<Record<string, Aimable>>;
  readonly faults: FaultRegistry;
}

/** The names that the plans of a scenario may use. */
export function planTargets(
  scenario: Pick<Scenario, 'points' | 'systems' | 'faults'>,
): PlanTargets {
  return { points: targetsOf(scenario), faults: scenario.faults };
}

/**
 * Checks a plan and returns it with every default filled in. Throws `unknown-fault`, `bad-fault`,
 * `unknown-point` or `bad-plan` for its first mistake.
 */
export function checkPlan(plan: Plan, targets: PlanTargets): Plan {
  if (Array.isArray(plan)) return plan.map((strike, index) => checkStrike(strike, index, targets));
  throw new HarnessError('bad-plan', {
    expected: 'a plan as a list of strikes',
    got: shown(plan),
    fix: "Write [lostReply().at('flights')], with faults and points of yours.",
  });
}

function checkStrike(strike: Strike, index: number, { points, faults }: PlanTargets): Strike {
  checkShape(strike, index, Object.keys(points));
  const kind = faults.named(strike.fault.name);
  const params = checkParams(kind, strike.fault.params);
  const point = pointOf(strike, points);
  checkReach(kind, strike, point);
  const when = checkTarget(strike.when, `strike ${index + 1}, ${kind.name} at ${strike.at}`);
  checkLabel(strike, point);
  checkChat(strike, point);
  if (isStanding(kind)) checkWindow(strike);
  return { fault: { name: kind.name, params: { ...params } }, at: strike.at, when };
}

const shape: Demand<Strike>['shape'] = {
  fault: thing('a fault such as lostReply()', { name: 'string' }),
  at: text,
  when: anything,
};

function checkShape(strike: unknown, index: number, points: readonly string[]): void {
  const what = `strike ${index + 1}`;
  if (isObject(strike) && 'at' in strike && typeof strike.at === 'function') {
    const got = `${shown('name' in strike ? strike.name : strike)} without a point`;
    const fix = `Aim it: .at('${points[0] ?? 'flights'}').`;
    throw new HarnessError('bad-plan', { expected: `${what} to be aimed at a point`, got, fix });
  }
  const needs = ['fault', 'at', 'when'] as const;
  demandOptions<Strike>(strike, { what, shape, needs, code: 'bad-plan' });
}

function pointOf(strike: Strike, points: Readonly<Record<string, Aimable>>): Aimable {
  const point = Object.hasOwn(points, strike.at) ? points[strike.at] : undefined;
  if (point !== undefined) return point;
  const names = Object.keys(points);
  throw new HarnessError('unknown-point', {
    expected: `a point of the scenario: ${names.join(', ') || 'it has none'}`,
    got: JSON.stringify(strike.at),
    fix: `${didYouMean(strike.at, names)}Aim ${strike.fault.name} at a point there is.`,
  });
}

function checkReach(kind: FaultKind, strike: Strike, point: Aimable): void {
  if (isFor(kind.needs, point)) return;
  throw new HarnessError('bad-plan', {
    expected: `${kind.name} to be aimed at a point that has ${facetWords(kind.needs)}`,
    got: `${strike.at}, which is of kind ${point.kind}`,
    fix: 'Aim it at another point, or choose another fault.',
  });
}

function checkLabel(strike: Strike, point: Aimable): void {
  const { call } = strike.when;
  const labels = call === undefined ? undefined : point.labels?.();
  if (call === undefined || labels === undefined || labels.includes(call)) return;
  throw new HarnessError('bad-plan', {
    expected: `a call of ${strike.at}: ${labels.join(', ')}`,
    got: JSON.stringify(call),
    fix: `${didYouMean(call, labels)}Write the label as the point names it.`,
  });
}

function checkChat({ at, when }: Strike, point: Aimable): void {
  const part = (['turn', 'model', 'tool'] as const).find((name) => when[name] !== undefined);
  if (part === undefined || isFor(['turn'], point)) return;
  throw new HarnessError('bad-plan', {
    expected: `${part} in the target of a strike at a model`,
    got: `${JSON.stringify({ [part]: when[part] })} at ${at}, which is of kind ${point.kind}`,
    fix: 'Aim it at provider(…), or by call, calls, ms, site, task, chance.',
  });
}

/** A fault that is on for a time has no calls to choose among. */
function checkWindow({ fault, at, when }: Strike): void {
  const wrong = Object.keys(when).find((part) => !['ms', 'from', 'chance'].includes(part));
  if (wrong === undefined) return;
  throw new HarnessError('bad-plan', {
    expected: `${fault.name} at ${at} to be aimed by ms or chance: it is on for a time`,
    got: JSON.stringify({ [wrong]: when[wrong as keyof typeof when] }),
    fix: 'Give `ms: [from, to]` since the fault phase began, or nothing for all of the fault phase.',
  });
}
