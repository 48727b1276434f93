import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hear, prove } from '../corpus/prove.ts';
import { corpus } from '../corpus/index.ts';
import { kinds } from '../corpus/kinds.ts';
import { heldOut } from '../held-out/index.ts';
import { learnt } from './index.ts';

const isLong = process.env['BROWNOUT_LONG'] !== undefined;

/** Every sixth agent is struck with all of its menu; `npm run test:long` strikes the others. */
const some = learnt.filter((_, at) => (at % 6 === 0) !== isLong);

describe.each(some)('$id', (entry) => {
  test('bears any one fault of its menu', async () => {
    const { calls, tried, failing } = await prove(entry, { clean: 1, shows: false });
    expect(calls).toBeGreaterThanOrEqual(6);
    expect(calls).toBeLessThanOrEqual(16);
    // Some kinds strike only calls that act.
    const menu = entry.kinds ?? kinds;
    const anywhere = menu.filter(({ kind }) => kind.only === undefined);
    expect(tried[1]).toBeGreaterThanOrEqual(calls * anywhere.length);
    expect(tried[1]).toBeLessThanOrEqual(calls * menu.length);
    expect(failing).toEqual([]);
  });
});

describe.each(learnt)('$id', (entry) => {
  // By a witness, for to enumerate the pairs of them up to the first takes a minute.
  test('fails its check under two of them', async () => {
    expect(await hear(entry)).toEqual({
      strikes: 2,
      isAllStruck: true,
      checks: [entry.check],
      failingWithLess: [],
    });
    const names = (entry.kinds ?? kinds).map((kind) => JSON.stringify([kind.name, kind.params]));
    const struck = (entry.witness ?? []).map(({ fault }) =>
      JSON.stringify([fault.name, fault.params]),
    );
    expect(struck.filter((one) => !names.includes(one))).toEqual([]);
  });
});

describe('the learnt set', () => {
  test('has agents of two faults, which no other set has', () => {
    expect(learnt.filter(({ faults }) => faults !== 2)).toEqual([]);
    const ids = [...corpus, ...learnt, ...heldOut].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('names each entry as its file', () => {
    const missing = learnt.filter(
      ({ id }) => !existsSync(path.join(import.meta.dirname, `${id}.ts`)),
    );
    expect(missing).toEqual([]);
  });

  test('names a check that the scenario has', () => {
    const wrong = learnt.filter(
      ({ check, scenario }) => !scenario.checks.some(({ name: known }) => known === check),
    );
    expect(wrong).toEqual([]);
  });
});
