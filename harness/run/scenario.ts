import * as fc from 'fast-check';
import { checkPlan, planTargets, type PlanTargets } from '../plans/check-plan.ts';
import { withFaults } from '../plans/fault-registry.ts';
import type { DrawnPlans } from '../plans/plans.ts';
import type { Checker } from '../model/trace/checker.ts';
import { alwaysFail, neverCheck, steadyCheck } from '../model/trace/outcome.ts';
import { toMs } from '../model/options/duration.ts';
import { demandArgument } from '../model/options/strict.ts';
import { HarnessError } from '../model/error.ts';
import { phaseOf, usualPhases } from '../model/phase.ts';
import { facetWords, isFor } from '../model/fault/facet.ts';
import type { Fault } from '../model/fault/fault.ts';
import type { FaultRegistry } from '../model/fault/fault-registry.ts';
import type { Plan, Strike } from '../model/fault/plan.ts';
import type { Mutant, PlanMaker, Points, Scenario } from '../model/scenario.ts';
import { isSearchPlan, type SearchPlan } from '../model/fault/search-plan.ts';
import { callerFile } from './caller.ts';
import { withNoOthers } from './folders/no-others.ts';
import { handlesOf } from '../plans/point-handles.ts';
import { checkOptions, type ScenarioOptions } from './scenario-options.ts';

export type { ScenarioOptions } from './scenario-options.ts';

/** A scenario whose plans may name these faults, and those of its own. */
export function scenarioWith<Its extends Points>(
  registry: FaultRegistry,
  title: string,
  given: ScenarioOptions<Its>,
): Scenario {
  // What its plan is given are the points beside it: nothing else of the options knows them by type.
  const options = given as unknown as ScenarioOptions;
  checkOptions(title, options);
  const { points, tasks, checks } = options;
  const systems = [options.system].flat();
  const faults = withFaults(registry, options.faults ?? []);
  const targets = planTargets({ points, systems, faults });
  const plan = planMaker(options, targets);
  plan(0);
  return {
    title,
    file: callerFile(),
    family: options.family ?? 'scenarios',
    points,
    systems,
    tasks: tasks.map((task) => withNoOthers(task, points)),
    atOnce: options.atOnce ?? 1,
    plan,
    isDrawn: isOfSeed(options.plan) || isArbitrary(options.plan),
    isSampled: isArbitrary(options.plan),
    drawn: drawnPlans(options.plan, targets),
    search: isSearchPlan(options.plan) ? options.plan : null,
    faults,
    checks,
    mutants: mutantsOf(options.mutants ?? {}, checks, `scenario ${JSON.stringify(title)}`),
    phases: options.phases?.map(phaseOf) ?? Object.values(usualPhases),
    deadlineMs: toMs(options.deadline ?? '60 s'),
    restMs: toMs(options.rest ?? 0),
    load: options.load ?? null,
    disposition: options.disposition ?? null,
    redact: options.redact ?? [],
  };
}

/** Whether a value is a scenario, as the default export of a `*.scenario.ts` should be. */
export function isScenario(value: unknown): value is Scenario {
  if (typeof value !== 'object' || value === null) return false;
  const { title, plan, checks } = value as Partial<Scenario>;
  return typeof title === 'string' && typeof plan === 'function' && Array.isArray(checks);
}

/** Throws `bad-argument` where a function is given what is no scenario. */
export function demandScenario(given: unknown, who: string): void {
  const fix = 'Give it what scenario(…) returns: the default export of a *.scenario.ts.';
  demandArgument(given, { words: 'a scenario', fits: isScenario }, { who, fix });
}

/** Whether it is a function that takes the seed, too. */
function isOfSeed(plan: ScenarioOptions['plan']): boolean {
  return typeof plan === 'function' && plan.length > 1;
}

function planMaker({ plan, points }: ScenarioOptions, targets: PlanTargets): PlanMaker {
  if (isSearchPlan(plan)) return nothingPlanned(plan, targets);
  if (typeof plan === 'function') {
    const handles = handlesOf(points);
    return (seed) => checkPlan(plan(handles, seed), targets);
  }
  if (isArbitrary(plan)) return sampled(plan, targets);
  const strikes = checkPlan(Array.isArray(plan) ? plan : [plan as Strike], targets);
  return () => strikes;
}

function sampled(plan: fc.Arbitrary<Plan>, targets: PlanTargets): PlanMaker {
  return (seed) => checkPlan(fc.sample(plan, { seed, numRuns: 1 })[0] ?? [], targets);
}

function drawnPlans(plan: ScenarioOptions['plan'], targets: PlanTargets): Scenario['drawn'] {
  if (!isArbitrary(plan) || !('from' in plan)) return null;
  const { from, mayDraw } = plan as DrawnPlans;
  return (calls, broke) => {
    const own = sampled(from(calls), targets);
    const byWay = Map.groupBy(
      broke.filter((one) => mayDraw(one.plan)),
      ({ way }) => way,
    );
    const known = [...byWay.values()].flatMap(([first]) => (first ? [first.plan] : []));
    return (seed) =>
      (seed % knownEvery === 0 && known[(seed / knownEvery) % known.length]) || own(seed);
  };
}

/** Few enough that most plans are drawn, and often enough that few runs are sure to have one. */
const knownEvery = 5;

/**
 * Nothing is planned; but each fault that is to be searched with must find a point to strike. Those
 * of the menu are for any scenario: they may find none, as long as others do.
 */
function nothingPlanned({ options }: SearchPlan, targets: PlanTargets): PlanMaker {
  const { faults = [] } = options;
  const points = Object.entries(targets.points);
  const struckBy = ({ kind }: Fault) => points.find(([, point]) => isFor(kind.needs, point))?.[0];
  const isAnyStriking = faults.some((fault) => struckBy(fault) !== undefined);
  for (const fault of faults) {
    const { name, params, kind } = fault;
    const at = struckBy(fault);
    if (at === undefined && isAnyStriking && targets.faults.menu.includes(fault)) continue;
    if (at !== undefined) checkPlan([{ fault: { name, params }, at, when: {} }], targets);
    else {
      throw new HarnessError('bad-plan', {
        expected: `a point that has ${facetWords(kind.needs)} for ${name}, in plan: searched(…)`,
        got: points.map(([point, its]) => `${point} (${its.kind})`).join(', '),
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
  const judgedAnyway = [steadyCheck, ...alwaysFail.map(neverCheck)];
  const names = [...new Set([...checks.map(({ name }) => name), ...judgedAnyway])];
  return Object.entries(mutants).map(([id, mutant]) => {
    if (names.includes(mutant.by)) return { id, ...mutant };
    throw new HarnessError('bad-scenario', {
      expected: `mutant ${id} to be flagged by a check of ${where} (${names.join(', ')})`,
      got: JSON.stringify(mutant.by),
      fix: 'Name one of those checks in `by`, or add the check.',
    });
  });
}
