import * as fc from 'fast-check';
import { faultNamed } from '../../faults/catalogue.ts';
import { checkPlan, type Aimable } from '../../faults/check-plan.ts';
import type { Checker } from '../model/checker.ts';
import { toMs, type Duration } from '../model/duration.ts';
import { HarnessError } from '../model/error.ts';
import type { Plan, Strike } from '../model/plan.ts';
import {
  targetsOf,
  type Mutant,
  type PlanMaker,
  type Scenario,
  type System,
  type Task,
} from '../model/scenario.ts';
import { isSearchPlan, type SearchPlan } from '../model/search-plan.ts';
import type { Phase, Disposition } from '../model/trace.ts';
import { dispositionOf } from './disposition.ts';

/** What a scenario file says; everything but the first five fields has a default. */
export interface ScenarioOptions {
  /** Where faults can strike, by name: tools, the model, links to other things. */
  readonly points: Scenario['points'];
  /** The agent; where several are given, the first that can run in the mode asked for. */
  readonly system: System | readonly System[];
  readonly tasks: readonly Task[];
  /** Strikes; a function from the seed; a fast-check arbitrary of plans; or `explore({ … })`. */
  readonly plan: Strike | Plan | PlanMaker | fc.Arbitrary<Plan> | SearchPlan;
  readonly checks: readonly Checker[];
  /** Groups scenarios in reports; the name of the file's folder is a good one. */
  readonly family?: string;
  /** The same system with one protection out, by invariant, and the check that must notice. */
  readonly mutants?: Readonly<Record<string, Omit<Mutant, 'id'>>>;
  /** Baseline, storm and calm where left out. */
  readonly phases?: readonly Phase[];
  /** What a task may take; 60 s where left out. */
  readonly deadline?: Duration;
  /** How long the calm is before its tasks begin; nothing where left out. */
  readonly rest?: Duration;
  /** How an answer presents itself; by its status or its words where left out. */
  readonly disposition?: (answer: unknown) => Disposition;
}

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
  const { points, tasks, checks, phases = ['baseline', 'storm', 'calm'] } = options;
  const where = `scenario ${JSON.stringify(title)}`;
  const need = (isThere: boolean, expected: string, fix: string) => {
    if (isThere) return;
    throw new HarnessError('bad-scenario', { expected, got: `${where} without it`, fix });
  };
  need(title.trim() !== '', 'a title that states the claim', 'Name it as its first argument.');
  need(Object.keys(points).length > 0, 'at least one point', 'Add api(...) or provider(...).');
  need(tasks.length > 0, 'at least one task', "Add tasks: [{ input: '…' }].");
  need(checks.length > 0, 'at least one check', 'Add checks: [completes()] or others.');
  need(phases.includes('storm'), 'a storm among the phases', "Add 'storm' to phases.");
  const systems = [options.system].flat();
  need(systems.length > 0, 'a system', 'Add system: service(...), url(...) or inProcess(...).');
  const plan = planMaker(options.plan, targetsOf({ points, systems }));
  plan(0);
  return {
    title,
    family: options.family ?? 'scenarios',
    points,
    systems,
    tasks,
    plan,
    search: isSearchPlan(options.plan) ? options.plan : null,
    checks,
    mutants: mutantsOf(options.mutants ?? {}, checks, where),
    phases,
    deadlineMs: toMs(options.deadline ?? '60 s'),
    restMs: toMs(options.rest ?? 0),
    disposition: options.disposition ?? dispositionOf,
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
  if (isArbitrary(plan)) {
    return (seed) => checkPlan(fc.sample(plan, { seed, numRuns: 1 })[0] ?? [], points);
  }
  const strikes = checkPlan(Array.isArray(plan) ? plan : [plan as Strike], points);
  return () => strikes;
}

/** Nothing is planned; but each fault that is to be searched with must find a point to strike. */
function searched({ options }: SearchPlan, points: Readonly<Record<string, Aimable>>): PlanMaker {
  for (const { name, params } of options.faults ?? []) {
    const { strikes } = faultNamed(name);
    const at = Object.keys(points).find((point) =>
      strikes.some((kind) => kind === points[point]?.kind),
    );
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
