import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { corpus } from '../../../testing/agents/corpus/index.ts';
import { kinds } from '../../../testing/agents/corpus/kinds.ts';
import { toys } from '../../../testing/agents/corpus/toy.ts';
import type { Exploration } from '../../model/trace/exploration.ts';
import { canonical } from '../../model/json/json.ts';
import { inProcess } from '../../run/in-process.ts';
import { scenario } from '../../../index.ts';
import { http, HttpResponse } from 'msw';
import { refuse } from '../../../faults/index.ts';
import { exactlyOnce } from '../../checks/exactly-once.ts';
import { nonce } from '../../points/context.ts';
import { api } from '../../points/api.ts';
import { inThread } from '../executor/in-thread.ts';
import { explore } from './explore.ts';
import { journaled } from '../executor/journal.ts';
import type { ScheduleSpec } from '../executor/executor.ts';
import { forked } from '../executor/forked.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'brownout-search-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entry = (id: string) => {
  const found = corpus.find((one) => one.id === id);
  if (!found) throw new Error(`the corpus has no ${id}`);
  return found;
};
const [toy] = toys;
const subject = { seed: 1, variant: 'careful', file: '' };

const signatures = ({ findings }: Exploration) =>
  findings.map(({ check, signature }) => `${check} ${signature}`).toSorted();

describe('what it finds', () => {
  test('a bug of two faults, with a plan from which none can be left out', async () => {
    const { scenario, check } = entry('double-fallback');
    const { findings, claim } = await explore(scenario, { faults: kinds, depth: 2 });
    const found = findings.find((one) => one.check === check);
    expect(found?.plan).toHaveLength(2);
    expect(found?.repro).toMatchObject({ version: 2, check, plan: found?.plan });
    expect(claim).toContain('every reachable schedule of at most 2 faults out of these 7 kinds');
  });

  test('a bug of three, by a dense schedule, however deep the levels go', async () => {
    const { scenario, check } = entry('triple-fallback');
    const { findings } = await explore(scenario, {
      faults: kinds,
      depth: 1,
      until: check,
      seed: 2,
    });
    expect(findings.map(({ how, plan }) => [how, plan.length])).toEqual([['dense', 3]]);
  });

  test('a bug of three that these do not meet, in the sample of the level after', async () => {
    const { scenario, check } = entry('triple-fallback');
    const options = { faults: kinds, seed: 3, until: check };
    const shallow = await explore(scenario, { ...options, depth: 2 });
    expect(shallow.findings).toEqual([]);
    const deep = await explore(scenario, { ...options, depth: 2, samples: 1_500 });
    expect(deep.findings.map(({ how, plan }) => [how, plan.length])).toEqual([['level 3', 3]]);
  });

  test('nothing in a correct agent', async () => {
    const { findings, stopped } = await explore(entry('correct-outbox').scenario, {
      faults: kinds,
    });
    expect([findings, stopped]).toEqual([[], 'done']);
  });
});

test('an agent that is not deterministic is named, not explored', async () => {
  const { scenario } = entry('correct-booking');
  let runs = 0;
  const moody = inProcess((at) => async () => {
    runs += 1;
    await fetch(`${at.url(Object.keys(scenario.points)[0] ?? '')}/run-${runs}`);
    return 'done';
  });
  const result = await explore({ ...scenario, systems: [moody] }, { faults: kinds });
  expect(result).toMatchObject({ stopped: 'nondeterministic', claim: null, levels: [] });
  expect(result.difference).toMatch(/run-1.*run-2/);
});

// In the first run, among the dense schedules, in a level, and where the rules are audited.
test.each([1, 2, 40, 150, 290])(
  'it stops at its budget of %i runs, wherever it is',
  async (budget) => {
    const { scenario } = entry('correct-saga');
    const { stopped, runs, levels, claim } = await explore(scenario, { faults: kinds, budget });
    expect([stopped, runs]).toEqual(['budget', budget]);
    expect(levels.at(-1)?.isFinished ?? false).toBe(false);
    expect(claim === null).toBe(levels.length < 2);
  },
);

// With the second of these seeds no level runs the schedule that the finding comes of.
test.each([1, 3])('what broke is told from what was struck and held, seed %i', async (seed) => {
  const { scenario } = entry('double-fallback');
  const { coverage, findings } = await explore(scenario, { faults: kinds, depth: 2, seed });
  const plan = findings.find((one) => one.plan.length === 2)?.plan ?? [];
  expect(plan).toHaveLength(2);
  for (const { at, when, fault } of plan) {
    const cell = coverage.find(
      (one) => one.point === at && one.op === when.site?.op && one.fault.startsWith(fault.name),
    );
    expect(cell?.state).toBe('broke');
  }
  expect(coverage.filter(({ state }) => state === 'struck').length).toBeGreaterThan(0);
});

test('calls that were seen but never tried are unreached; the stages add up', async () => {
  const { scenario } = entry('correct-saga');
  const part = await explore(scenario, { faults: kinds, budget: 40 });
  expect(part.coverage.filter(({ state }) => state === 'unreached').length).toBeGreaterThan(0);
  const whole = await explore(scenario, { faults: kinds, depth: 1, samples: 20 });
  expect(whole.stages.map(({ name }) => name)).toEqual(['dense', 'outages', 'level 1', 'sample']);
  expect(whole.stages.reduce((sum, { runs }) => sum + runs, 0)).toBe(whole.runs);
});

test('coverage: what an outage had tried at the only call there is counts', async () => {
  const { scenario } = entry('correct-booking');
  const one = inProcess((at) => async () => {
    await fetch(`${at.url(Object.keys(scenario.points)[0] ?? '')}/only`).catch(() => {});
    return 'done';
  });
  const subject = { ...scenario, systems: [one] };
  const { coverage } = await explore(subject, { faults: kinds, depth: 1 });
  expect(coverage.filter(({ state }) => state === 'unreached')).toEqual([]);
});

test('coverage: a fault that was scheduled but struck nothing is not covered', async () => {
  const { scenario } = entry('partial-stream');
  const { coverage } = await explore(scenario, { depth: 1 });
  expect(new Set(coverage.map(({ state }) => state))).toContain('struck');
  expect(coverage.filter(({ state }) => state === 'idle').length).toBeGreaterThan(0);
});

test('two workers say the same as one thread, byte for byte', async () => {
  if (!toy) throw new Error('there is no toy');
  const file = fileURLToPath(
    new URL('../../../testing/agents/corpus/toys.scenario.ts', import.meta.url),
  );
  const { scenario } = toy;
  const alone = await explore(scenario, { faults: kinds, executor: inThread(scenario) });
  const crew = forked(scenario, { file, workers: 2 });
  const together = await explore(scenario, { faults: kinds, executor: crew });
  await crew.close();
  expect(canonical(together)).toBe(canonical(alone));
});

test('a search that was killed goes on from its journal and ends as if it had not been', async () => {
  const { scenario } = entry('compensates-what-it-knows');
  const file = path.join(folder, 'journal.jsonl');
  const whole = await explore(scenario, { faults: kinds });
  const first = journaled(inThread(scenario), file, subject);
  await explore(scenario, { faults: kinds, budget: 60, executor: first });
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"key":"torn`);
  let made = 0;
  const counted = inThread(scenario);
  const observe = (spec: ScheduleSpec) => ((made += 1), counted.observe(spec));
  const inner = { ...counted, observe };
  const second = journaled(inner, file, subject);
  expect(second.known).toBeGreaterThan(40);
  const resumed = await explore(scenario, { faults: kinds, executor: second });
  expect(canonical(resumed)).toBe(canonical(whole));
  // The three that are compared are made whole, and in no journal.
  expect(made).toBe(whole.runs - 3 - second.known);
  const other = journaled(inThread(scenario), file, { ...subject, seed: 2 });
  expect(other.known).toBe(0);
});

describe('what the rules leave out', () => {
  /** Counts failures over all its tasks, and at the second books twice: nothing shows after one. */
  const counting = () =>
    inProcess((at) => {
      let failures = 0;
      const read = () =>
        fetch(`${at.url('shop')}/price`).then(
          ({ ok }) => ok,
          () => false,
        );
      return async () => {
        for (let n = 1; n <= 3 && !(await read()); n += 1) failures += 1;
        if (failures >= 2) await fetch(`${at.url('shop')}/book`, { method: 'POST' });
        await fetch(`${at.url('shop')}/book`, { method: 'POST' }).catch(() => null);
        return 'done';
      };
    });
  const shop = scenario('what is booked is booked once a task', {
    points: {
      shop: api(
        [
          http.get('/price', () => HttpResponse.json({ price: 3 })),
          http.post('/book', () => HttpResponse.json({ id: nonce('BK') })),
        ],
        { effects: ['POST /book'] },
      ),
    },
    system: counting(),
    tasks: [1, 2, 3].map((n) => ({ input: n, expect: { effects: { 'POST /book': 1 } } })),
    plan: [],
    phases: ['fault'],
    checks: [exactlyOnce()],
  });

  test('is audited: a mark that shows only later refutes the rule, and the rest is run', async () => {
    const faults = [refuse({ status: 503 })];
    const full = await explore(shop, { faults, prune: false });
    const pruned = await explore(shop, { faults });
    const [, second] = pruned.levels;
    expect(second?.refuted).toBeGreaterThan(0);
    expect(signatures(pruned)).toEqual(signatures(full));
  });

  test('is counted: what was run, and what was not by each rule, is all there is', async () => {
    const { scenario: saga } = entry('correct-saga');
    const { levels } = await explore(saga, { faults: kinds });
    const full = await explore(saga, { faults: kinds, prune: false });
    for (const [index, { schedules, run, pruned }] of levels.entries()) {
      const left = Object.values(pruned).reduce((sum, count) => sum + count, 0);
      expect(run + left).toBe(schedules);
      expect(schedules).toBe(full.levels[index]?.schedules);
    }
  });

  test('tasks that meet every single fault alike stand for one another', async () => {
    const { scenario: saga } = entry('correct-saga');
    const [task] = saga.tasks;
    const twice = { ...saga, tasks: [task!, task!] };
    const { levels } = await explore(twice, { faults: kinds });
    expect(levels[1]?.pruned.alike).toBeGreaterThan(0);
    expect(levels[1]?.refuted).toBe(0);
  });
});
