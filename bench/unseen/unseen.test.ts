import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hear, prove } from '../corpus/prove.ts';
import { corpus } from '../corpus/index.ts';
import { kinds } from '../corpus/kinds.ts';
import { heldOut } from '../held-out/index.ts';
import { unseen } from './index.ts';

describe.each(unseen)('$id', (entry) => {
  test('bears any one fault of its menu', async () => {
    const { calls, tried, failing } = await prove(entry, { clean: 1, shows: false });
    expect(calls).toBeGreaterThanOrEqual(6);
    expect(calls).toBeLessThanOrEqual(16);
    expect(tried[1]).toBe(calls * (entry.kinds ?? kinds).length);
    expect(failing).toEqual([]);
  });

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

describe('the unseen set', () => {
  test('has agents of two faults only, none of which the other sets have', () => {
    expect(unseen).toHaveLength(16);
    expect(unseen.filter(({ faults }) => faults !== 2)).toEqual([]);
    const ids = [...corpus, ...heldOut, ...unseen].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('names each entry as its file', () => {
    const ids = unseen.map(({ id }) => id);
    const missing = ids.filter((id) => !existsSync(path.join(import.meta.dirname, `${id}.ts`)));
    expect(missing).toEqual([]);
  });

  test('names a check that the scenario has', () => {
    const wrong = unseen.filter(
      ({ check, scenario }) => !scenario.checks.some(({ name }) => name === check),
    );
    expect(wrong).toEqual([]);
  });
});
