import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  isAllStruck,
  nextLevel,
  notPassed,
  plansAfter,
  stormCalls,
  tryPlan,
} from './brute-force.ts';
import { emptyForMany } from '../../index.ts';
import type { Tried } from './brute-force.ts';
import type { CorpusEntry } from './entry.ts';
import { corpus } from './index.ts';
import { toys } from './toy.ts';

/** Runs every schedule of a level; those that fail are listed with their checks. */
async function level(entry: CorpusEntry, below: readonly Tried[]) {
  const tried: Tried[] = [];
  for await (const one of nextLevel(entry, below)) tried.push(one);
  const failing = tried.filter((one) => notPassed(one).length > 0);
  return { tried, failing: failing.map((one) => ({ plan: one.plan, checks: notPassed(one) })) };
}

/** The first schedule above these that fails, and its checks. */
async function firstFailure(entry: CorpusEntry, below: readonly Tried[]) {
  for await (const one of nextLevel(entry, below)) {
    if (notPassed(one).length > 0) return notPassed(one);
  }
  return null;
}

describe.each(corpus)('$id', (entry) => {
  const clean = entry.faults === 0 ? 2 : Math.min(entry.faults - 1, 2);

  const shows = entry.faults === 1 || entry.faults === 2;

  test(`passes with up to ${clean} faults${shows ? ', fails with one more' : ''}`, async () => {
    const peace = await tryPlan(entry, []);
    expect(notPassed(peace)).toEqual([]);
    expect(stormCalls(peace.record).length).toBeGreaterThanOrEqual(3);
    let below: readonly Tried[] = [peace];
    for (let depth = 1; depth <= clean; depth += 1) {
      const { tried, failing } = await level(entry, below);
      expect(failing).toEqual([]);
      expect(tried.length).toBeGreaterThan(0);
      below = tried;
    }
    const found = shows ? await firstFailure(entry, below) : null;
    expect(found).toEqual(shows ? [entry.check] : null);
  });
});

describe.each(corpus.filter((entry) => entry.faults === 3))('$id', (entry) => {
  test('fails under its witness, and under no two strikes of it', async () => {
    const witness = entry.witness ?? [];
    expect(witness).toHaveLength(3);
    const whole = await tryPlan(entry, witness);
    expect(isAllStruck(whole)).toBe(true);
    expect(notPassed(whole)).toEqual([entry.check]);
    for (const strike of witness) {
      const pair = await tryPlan(
        entry,
        witness.filter((other) => other !== strike),
      );
      expect(pair.record.verdicts.filter(({ verdict }) => verdict.result === 'fail')).toEqual([]);
    }
  });
});

describe('the corpus', () => {
  test('has agents of every kind', () => {
    const count = (faults: number) => corpus.filter((entry) => entry.faults === faults).length;
    expect([0, 1, 2, 3].map(count)).toEqual([11, 15, 13, 8]);
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

describe('the enumeration', () => {
  test('does not count a fault that leaves its call as it is', async () => {
    const [entry] = corpus;
    const lists: CorpusEntry = { ...entry!, kinds: [emptyForMany()] };
    const peace = await tryPlan(lists, []);
    await expect(level(lists, [peace])).rejects.toThrow('not all struck');
  });
});

describe.each(toys)('the toy agent of $calls calls', ({ calls, schedules, scenario }) => {
  test(`has ${schedules[0]} schedules of one fault and ${schedules[1]} of two`, async () => {
    const entry: CorpusEntry = { id: 'toy', faults: 0, bug: '', check: '', scenario };
    const peace = await tryPlan(entry, []);
    expect(stormCalls(peace.record)).toHaveLength(calls);
    const one = await level(entry, [peace]);
    expect(one.failing).toEqual([]);
    const two = one.tried.flatMap((tried) => plansAfter(entry, tried));
    expect([one.tried.length, two.length]).toEqual(schedules);
  });
});
