import { expect, test } from 'vitest';
import { corpus } from '../../../testing/agents/corpus/index.ts';
import { kinds } from '../../../testing/agents/corpus/kinds.ts';
import type { ScheduleSpec } from '../executor/executor.ts';
import { inThread } from '../executor/in-thread.ts';
import { rootOf } from '../explore/frontier.ts';
import type { Observation } from '../observe/observation.ts';
import { runDense } from './dense.ts';
import { keyOf } from '../schedule.ts';
import { newSearch, type ExploreOptions } from '../explore/search-state.ts';

const subject = { seed: 1, variant: 'careful', file: '' };

/** What a search sees of an agent of the corpus in its dense schedules. */
async function denselyRun(id: string, options: Partial<ExploreOptions> & { width?: number } = {}) {
  const { width = 1, ...others } = options;
  const { scenario } = corpus.find((entry) => entry.id === id)!;
  const inner = inThread(scenario);
  const seen: Observation[] = [];
  const observe = async (spec: ScheduleSpec) => {
    const observation = await inner.observe(spec);
    seen.push(observation);
    return observation;
  };
  const faultless = await inner.run({ ...subject, plan: [] });
  const search = newSearch(scenario, subject, faultless, kinds, {
    ...others,
    executor: { ...inner, width, observe },
  });
  const root = rootOf(await inner.observe({ ...subject, plan: [] }));
  await runDense(search, root);
  return { search, root, seen, plans: seen.map(({ plan }) => keyOf(plan)).toSorted() };
}

test('it strikes many calls at once, and those that only its faults brought about', async () => {
  const { root, seen, search } = await denselyRun('correct-saga');
  const struck = seen.map((one) => one.struck.filter((isHit) => isHit).length);
  expect(Math.max(...struck)).toBeGreaterThan(2);
  const known = new Set(root.observation.crossings.map(({ op }) => op));
  const isNew = seen.flatMap(({ crossings }) => crossings).filter(({ op }) => !known.has(op));
  expect(isNew.filter(({ hits }) => hits.length > 0).length).toBeGreaterThan(0);
  expect(search.found.count()).toBe(0);
});

test('each schedule is run once, and none is empty', async () => {
  const { plans, seen, search } = await denselyRun('retry-without-key');
  expect(new Set(plans).size).toBe(plans.length);
  expect(seen.every(({ plan }) => plan.length > 0)).toBe(true);
  // And the two without faults that come before a finding.
  expect(search.runs).toBe(plans.length + 2);
});

test('no fault is aimed at a call a second time before each other one was', async () => {
  const { seen } = await denselyRun('correct-saga');
  const strikes = seen.flatMap(({ plan }) => plan);
  const places = Map.groupBy(strikes, ({ at, when }) => JSON.stringify([at, when]));
  for (const its of places.values()) {
    const counts = [...Map.groupBy(its, ({ fault }) => fault.name).values()].map((l) => l.length);
    expect(counts).toHaveLength(Math.min(its.length, kinds.length));
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  }
  expect(places.size).toBeGreaterThan(5);
});

test('what it runs is settled by the seed, not by how many threads there are', async () => {
  const { plans } = await denselyRun('correct-booking');
  expect((await denselyRun('correct-booking', { width: 2 })).plans).toEqual(plans);
  expect((await denselyRun('correct-booking', { seed: 2 })).plans).not.toEqual(plans);
});

test('a bug behind two failures is met in few runs, and cut to these two', async () => {
  const { search } = await denselyRun('double-fallback', { keepGoing: false });
  expect(search.stopped).toBe('found');
  const [finding] = search.found.list();
  expect(finding?.how).toBe('dense');
  expect(finding?.plan).toHaveLength(2);
});

test('what struck nothing is left out of a finding, even where that is not shrunk', async () => {
  const { search, seen } = await denselyRun('double-fallback', {
    keepGoing: false,
    shrinks: false,
  });
  const { plan, struck } = seen.at(-1)!;
  expect(struck).toContain(false);
  expect(search.found.list().map((finding) => finding.plan)).toEqual([
    plan.filter((_, index) => struck[index]),
  ]);
});
