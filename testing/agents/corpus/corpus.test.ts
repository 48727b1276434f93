import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyForMany } from '../../../index.ts';
import { level, plansAfter, duringCalls, tryPlan } from './brute-force.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { corpus } from './index.ts';
import { hear, prove } from './prove.ts';
import { notedBeforeDone } from './noted-before-done.ts';
import { swallowedError } from './swallowed-error.ts';
import { toys } from './toy.ts';

/** Pairs of faults are enumerated by `npm run test:long` alone. */
const isLong = process.env['BROWNOUT_LONG'] !== undefined;

/** Every second agent; `npm run test:long` strikes them all. */
const some = corpus.filter((_, at) => isLong || at % 2 === 0);

describe.each(some)('$id', (entry) => {
  const bears = entry.faults === 0 ? 2 : Math.min(entry.faults - 1, 2);
  const clean = Math.min(bears, isLong ? 2 : 1);

  // To enumerate pairs up to the first that fails takes long: where there is a witness, it shows
  // that.
  const shows = (entry.faults === 1 || (entry.faults === 2 && isLong)) && !entry.witness;

  test(`passes with up to ${clean} faults${shows ? ', fails with one more' : ''}`, async () => {
    const proof = await prove(entry, { clean, shows });
    expect(proof.calls).toBeGreaterThanOrEqual(3);
    expect(proof.tried).toHaveLength(clean + 1);
    expect(proof.tried).not.toContain(0);
    expect(proof.failing).toEqual([]);
    expect(proof.first).toEqual(shows ? [entry.check] : null);
  });
});

describe.each(corpus.filter(({ faults, witness }) => faults === 3 || witness))('$id', (entry) => {
  test('fails under its witness, and with no strike of it left out', async () => {
    expect(await hear(entry)).toEqual({
      strikes: entry.faults,
      isAllStruck: true,
      checks: [entry.check],
      failingWithLess: [],
    });
  });
});

describe('the corpus', () => {
  test('has agents of every kind', () => {
    const count = (faults: number) => corpus.filter((entry) => entry.faults === faults).length;
    expect([0, 1, 2, 3].map(count)).toEqual([13, 17, 29, 8]);
  });

  test('names each entry as its file', () => {
    const ids = corpus.map((entry) => entry.id);
    expect(new Set(ids).size).toBe(ids.length);
    const missing = ids.filter((id) => !existsSync(path.join(import.meta.dirname, `${id}.ts`)));
    expect(missing).toEqual([]);
  });

  test('names a check that the scenario has, where there is a bug', () => {
    const wrong = corpus.filter(({ faults, check, scenario }) =>
      faults === 0 ? check !== '' : !scenario.checks.some(({ name }) => name === check),
    );
    expect(wrong).toEqual([]);
  });
});

test('a note that is made too early is shown by a death before the work, and by nothing else', async () => {
  const { tried, failing } = await level(notedBeforeDone, [await tryPlan(notedBeforeDone, [])]);
  const died = JSON.stringify({ name: 'crash', params: { acts: false } });
  const faults = failing.map(({ plan }) => JSON.stringify(plan[0]?.fault));
  expect(new Set(faults)).toEqual(new Set([died]));
  expect(tried.length).toBeGreaterThan(failing.length + 20);
});

describe('the enumeration', () => {
  test('does not count a fault that leaves its call as it is', async () => {
    const [entry] = corpus;
    const lists: CorpusEntry = { ...entry!, kinds: [emptyForMany()] };
    const peace = await tryPlan(lists, []);
    await expect(level(lists, [peace])).rejects.toThrow('not all struck');
  });

  test('shows an agent that bears less than it is said to', async () => {
    const { failing } = await prove(swallowedError, { clean: 1, shows: false });
    expect(new Set(failing.flatMap(({ checks }) => checks))).toEqual(new Set(['honest']));
  });

  test('shows a witness with a strike too many', async () => {
    const witness = [down('rooms', 'POST /book'), down('rates', 'GET /rate', 2)];
    const { checks, failingWithLess } = await hear({ ...swallowedError, witness });
    expect([checks, failingWithLess]).toEqual([['honest'], ['honest']]);
  });
});

describe.each(isLong ? toys : toys.slice(0, 1))(
  'the toy agent of $calls calls',
  ({ calls, schedules, scenario }) => {
    test(`has ${schedules[0]} schedules of one fault and ${schedules[1]} of two`, async () => {
      const entry: CorpusEntry = { id: 'toy', faults: 0, bug: '', check: '', scenario };
      const peace = await tryPlan(entry, []);
      expect(duringCalls(peace.record)).toHaveLength(calls);
      const one = await level(entry, [peace]);
      expect(one.failing).toEqual([]);
      const two = one.tried.flatMap((tried) => plansAfter(entry, tried));
      expect([one.tried.length, two.length]).toEqual(schedules);
    });
  },
);
