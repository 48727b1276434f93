import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultsOf, paramsOf } from './arbitrary.ts';
import { refuse } from '../../faults/call/refuse.ts';
import { slow } from '../../faults/call/slow.ts';
import { truncate } from '../../faults/value/truncate.ts';
import { catalogue } from '../../faults/catalogue.ts';

const sampled = { seed: 1, numRuns: 400 };

test('any fault of the catalogue is drawn, and is what its kind accepts', () => {
  const faults = fc.sample(faultsOf(catalogue.kinds), sampled);
  expect(new Set(faults.map(({ name }) => name))).toEqual(
    new Set(catalogue.kinds.map(({ name }) => name)),
  );
  for (const { name, params } of faults) {
    expect(catalogue.named(name).params.parse(params)).toEqual(params);
  }
});

test('only the kinds asked for are drawn', () => {
  const faults = fc.sample(faultsOf([catalogue.named('slow'), catalogue.named('hang')]), sampled);
  expect(new Set(faults.map(({ name }) => name))).toEqual(new Set(['slow', 'hang']));
});

test('milliseconds are as often tens as minutes, and reach both ends', () => {
  const waits = fc.sample(paramsOf(slow.kind), sampled).map((params) => Number(params['ms']));
  for (const digits of [1, 2, 3, 4, 5, 6]) {
    const share = waits.filter((ms) => String(ms).length === digits).length / waits.length;
    expect(share).toBeGreaterThan(0.1);
  }
  expect(Math.min(...waits)).toBe(1);
  expect(Math.max(...waits)).toBeGreaterThan(500_000);
});

test('shares are short numbers in range; what may be left out sometimes is', () => {
  for (const { keep } of fc.sample(paramsOf(truncate.kind), sampled)) {
    expect(String(keep).length).toBeLessThanOrEqual(8);
    expect(keep).toBeLessThanOrEqual(0.95);
  }
  const refusals = fc.sample(paramsOf(refuse.kind), sampled);
  expect(refusals.some((params) => 'code' in params)).toBe(true);
  expect(refusals.some((params) => !('code' in params))).toBe(true);
});

test('a parameter without a finite range is a bug in its fault', () => {
  const endless = { name: 'endless', params: z.strictObject({ ms: z.number().min(0) }) };
  expect(() => paramsOf(endless)).toThrow('parameter ms of the fault endless');
});
