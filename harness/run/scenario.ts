import * as fc from 'fast-check';
import { faultNamed } from '../../faults/catalogue.ts';
import { menu } from '../../faults/menu.ts';
import type { DrawnPlans } from '../../faults/plans.ts';
import { checkPlan, type Aimable } from '../../faults/check-plan.ts';
import type { Checker } from '../model/checker.ts';
import { toMs } from '../model/duration.ts';
import { HarnessError } from '../model/error.ts';
import type { Fault } from '../model/fault.ts';
import type { Plan, Strike } from '../model/plan.ts';
import { targetsOf, type Mutant, type PlanMaker, type Scenario } from '../model/scenario.ts';
import { isSearchPlan, type SearchPlan } from '../model/search-plan.ts';
import { callerFile } from './caller.ts';
import { dispositionOf } from './disposition.ts';
import { checkOptions, type ScenarioOptions } from './scenario-options.ts';

export type { ScenarioOptions } from './scenario-options.ts';

/**
 * A scenario, checked: mistakes that can be seen without running it are a `HarnessError` here.
 *
 * @param title The claim, in words: `books once, whatever is lost`.
 * @example
 * export default scenario('books once, whatever is lost', {
 *   points: { model: provider({ script }), flights },
 *   system: service({ command: ['node', 'agent.js'], env, ready: 'GET /health', ask: 'POST /chat' }),
 *   tasks: [{ input: 'Fly me to Rome', expect: { effects: { 'POST /book': 1 } } }],
 *   plan: [lostReply().at('flights', { call: 'POST /book', calls: 1 })],
 *   checks: [completes(), exactlyOnce('flights'), honest()],
 * });
 */
export function scenario(title: string, options: ScenarioOptions): Scenario {
  checkOptions(title, options);
  const { points, tasks, checks, phases = ['baseline', 'storm', 'calm'] } = options;
  const systems = [options.system].flat();
  const plan = planMaker(options.plan, targetsOf({ points, systems }));
  plan(0);
  return {
    title,
    file: callerFile(),
    family: options.family ?? 'scenarios',
    points,
    systems,
    tasks,
    plan,
    isDrawn: typeof options.plan === 'function' || isArbitrary(options.plan),
    drawn: drawnPlans(options.plan, targetsOf({ points, systems })),
    search: isSearchPlan(options.plan) ? options.plan : null,
    checks,
    mutants: mutantsOf(options.mutants ?? {}, checks, `scenario ${JSON.stringify(title)}`),
    phases,
    deadlineMs: toMs(options.deadline ?? '60 s'),
    restMs: toMs(options.rest ?? 0),
    disposition: options.disposition ?? dispositionOf,
    redact: options.redact ?? [],
  };
}

/** Whether a value is a scenario, as the default export of a `*.scenario.ts` should be. */
export function isScenario(value: unknown): value is Scenario {
  if (typeof value !== 'object' || value === null) return false;
  const { title, plan, checks } = value as Partial<Scenario>;
  return typeof title === 'string' && typeof plan === 'function' && Array.isArray(checks);
}

function planMaker(
  plan: ScenarioOptions['plan'],
  points: Readonly<Record<string, Aimable>>,
): PlanMaker {
  if (isSearchPlan(plan)) return searched(plan, points);
  if (typeof plan === 'function') return (seed) => checkPlan(plan(seed), points);
  if (isArbitrary(plan)) return sampled(plan, points);
  const strikes = checkPlan(Array.isArray(plan) ? plan : [plan as Strike], points);
  return () => strikes;
}

function sampled(plan: fc.Arbitrary<Plan>, points: Readonly<Record<string, Aimable>>): PlanMaker {
  return (seed) => checkPlan(fc.sample(plan, { seed, numRuns: 1 })[0] ?? [], points);
}

function drawnPlans(
  plan: ScenarioOptions['plan'],
  points: Readonly<Record<string, Aimable>>,
): Scenario['drawn'] {
  if (!isArbitrary(plan) || !('from' in plan)) return null;
  const { from } = plan as DrawnPlans;
  return (calls) => sampled(from(calls), points);
}

/**
 * Nothing is planned; but each fault that is to be searched with must find a point to strike. Those of
 * the menu are for any scenario: they may find none, as long as others do.
 */
function searched({ options }: SearchPlan, points: Readonly<Record<string, Aimable>>): PlanMaker {
  const { faults = [] } = options;
  const struckBy = ({ name }: Fault) =>
    Object.keys(points).find((point) =>
      faultNamed(name).strikes.some((kind) => kind === points[point]?.kind),
    );
  const isAnyStriking = faults.some((fault) => struckBy(fault) !== undefined);
  for (const fault of faults) {
    const { name, params } = fault;
    const { strikes } = faultNamed(name);
    const at = struckBy(fault);
    if (at === undefined && isAnyStriking && menu.includes(fault)) continue;
    if (at !== undefined) checkPlan([{ fault: { name, params }, at, when: {} }], points);
    else {
      throw new HarnessError('bad-plan', {
        expected: `a point of kind ${strikes.join(' or ')} for ${name}, in plan: explore(…)`,
        got: Object.entries(points)
          .map(([point, { kind }]) => `${point} (${kind})`)
          .join(', '),
        fix: 'Leave that fault out, or add a point that it can strike.',
      });
    }
  }
  return () => [];
}

function isArbitrary(plan: ScenarioOptions['plan']): plan is fc.Arbitrary<Plan> {
  return typeof plan === 'object' && 'generate' in plan;
}

function mutantsOf(
  mutants: Readonly<Record<string, Omit<Mutant, 'id'>>>,
  checks: readonly Checker[],
  where: string,
): readonly Mutant[] {
  const names = checks.map((checker) => checker.name);
  return Object.entries(mutants).map(([id, mutant]) => {
    if (names.includes(mutant.by)) return { id, ...mutant };
    throw new HarnessError('bad-scenario', {
      expected: `mutant ${id} to be flagged by a check of ${where} (${names.join(', ')})`,
      got: JSON.stringify(mutant.by),
      fix: 'Name one of those checks in `by`, or add the check.',
    });
  });
}
