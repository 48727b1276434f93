import { canStrike } from '../../plans/can-strike.ts';
import { steadyCheck } from '../../model/trace/outcome.ts';
import { equivalencesOf, type Equivalences } from '../prune/equivalences.ts';
import { claimOf, coverageOf } from './coverage.ts';
import { inThread } from '../executor/in-thread.ts';
import type { Subject } from '../subject.ts';
import type { Exploration, Stopped } from '../../model/trace/exploration.ts';
import type { Scenario } from '../../model/scenario.ts';
import { expand, rootOf, standingIn } from './frontier.ts';
import type { Node, Step } from '../node.ts';
import { observe, timeUntold, type Observation } from '../observe/observation.ts';
import { runLevel } from './levels.ts';
import { runSteps } from './run-steps.ts';
import { menuFor } from '../order/menu-for.ts';
import { runThrough } from './run-through.ts';
import { reorderings } from '../order/reorderings.ts';
import { faultWords } from '../schedule.ts';
import { sampled } from '../order/sampled.ts';
import { runOutages, outages } from '../order/outages.ts';
import { runDense } from '../order/dense.ts';
import { see } from './see.ts';
import { hiddenCalls, vacuityOf } from './vacuity.ts';
import { withVariants } from '../order/variants.ts';
import {
  countRun,
  endStage,
  newSearch,
  visit,
  type ExploreOptions,
  type Search,
} from './search-state.ts';

/**
 * Searches the schedules of faults that break a scenario's system: dense ones drawn by chance, outages,
 * every reachable schedule of 1, 2 … `depth` faults, then a sample of the next level. A subject that is
 * not deterministic is not searched: the result says where two runs differ.
 */
export async function explore(
  scenario: Scenario,
  options: ExploreOptions = {},
): Promise<Exploration> {
  const { seed = 1, variant = 'careful', file = '', executor = inThread(scenario) } = options;
  const subject: Subject = { seed, variant, file };
  const faultless = await executor.run({ seed, variant, file, plan: [] });
  const faults = withVariants(options.faults ?? menuFor(scenario, seed), faultless.trace);
  const search = newSearch(scenario, subject, faultless, faults, { ...options, executor });
  const stopped = await carryOn(search);
  if (search.difference) {
    const { seq, words } = search.difference;
    return report(search, stopped, { difference: `event ${seq}: ${words}` });
  }
  const vacuity = stopped === 'done' ? vacuityOf(search, faultless.trace) : null;
  return report(search, vacuity === null ? stopped : 'vacuous', { vacuity });
}

async function carryOn(search: Search): Promise<Stopped> {
  const { scenario, subject, options } = search;
  const { depth = 2, samples = 0, seed = 1 } = options;
  const first = observe(search.faultless, timeUntold);
  const flaw = first.violations.find(({ check }) => check === steadyCheck);
  const isOver = flaw !== undefined && (search.options.until ?? steadyCheck) === steadyCheck;
  const seenFirst = isOver ? { ...first, violations: [flaw] } : first;
  const goesOn = await see(search, seenFirst, 'no fault at all', new Map());
  // What does not count as a finding must hide none.
  const hidesNone = search.options.accept !== undefined && search.found.count() === 0;
  const rootAt = (observation: Observation): Node =>
    hidesNone ? { ...rootOf(observation), broken: new Map() } : rootOf(observation);
  if (goesOn && !isOver) await runDense(search, rootAt(first));
  if (isOver || search.stopped) {
    visit(search, first);
    endStage(search, 'dense');
    return isOver ? 'broken' : (search.stopped ?? 'done');
  }
  const observation = await search.executor.observe({ ...subject, plan: [] });
  countRun(search);
  endStage(search, 'dense');
  visit(search, observation);
  const root = rootAt(observation);
  const { crossings } = observation;
  const striking = search.faults.filter((fault) => crossings.some((at) => canStrike(fault, at)));
  await runOutages(search, root, outages(crossings, striking));
  endStage(search, 'outages');
  let nodes: readonly Node[] = [root];
  let equivalences: Equivalences | null = null;
  for (let level = 1; level <= depth && !search.stopped; level += 1) {
    const isLast = level === depth && samples === 0;
    const arrived = await runLevel(search, { level, isLast }, nodes, equivalences);
    endStage(search, `level ${level}`);
    nodes = standingIn(arrived);
    if (level === 1 && search.options.prune !== false) equivalences = equivalencesOf(root, arrived);
    equivalences?.convergence.add(nodes);
  }
  if (samples > 0 && !search.stopped) {
    const steps = nodes.flatMap((node) => expand(node, search.faults, equivalences));
    const drawn = sampled(steps.filter(isUseful), samples, seed);
    await runSteps(search, depth + 1, drawn);
    const many = Math.ceil(samples / 20);
    const orders = reorderings(crossings, scenario.faults, many, seed);
    await runThrough(
      search,
      depth + 1,
      orders.map((plan) => ({ plan })),
      (seen) => see(search, seen, 'another order of replies', root.broken),
    );
    endStage(search, 'sample');
  }
  return search.stopped ?? 'done';
}

/** A step whose every check is broken already can show nothing new. */
function isUseful({ parent, pruned }: Step): boolean {
  return pruned === null && parent.standIn === null;
}

function report(
  search: Search,
  stopped: Stopped,
  why: Partial<Pick<Exploration, 'difference' | 'vacuity'>>,
): Exploration {
  const { scenario, subject, faults, levels, quarantined, runs, found } = search;
  const sites = search.sites.size;
  const doubts = search.doubts.list();
  return {
    version: 1,
    scenario: scenario.title,
    variant: subject.variant,
    seed: subject.seed,
    faults: faults.map(faultWords),
    sites,
    runs,
    stages: search.stages,
    levels,
    findings: found.list(),
    quarantined,
    doubts,
    coverage: coverageOf(search),
    claim: claimOf(levels, {
      faults: faults.length,
      sites,
      quarantined: quarantined.length,
      doubts,
      hidden: hiddenCalls(search, search.faultless.trace),
    }),
    stopped,
    difference: null,
    vacuity: null,
    ...why,
  };
}
