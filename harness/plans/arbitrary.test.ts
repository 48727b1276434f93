import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultsOf, paramsOf } from './arbitrary.ts';
import { rateLimit } from '../../faults/call/rate-limit.ts';
import { refuse } from '../../faults/call/refuse.ts';
import { slow } from '../../faults/call/slow.ts';
import { cleanCut } from '../../faults/stream/cuts.ts';
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

test('statuses are those that tools send, with a wait in whole seconds where they ask for one', () => {
  const refusals = fc.sample(paramsOf(refuse.kind), sampled);
  const known = [400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504];
  expect(new Set(refusals.map(({ status }) => status))).toEqual(new Set(known));
  const waiting = refusals.filter((params) => 'retryAfterMs' in params);
  expect(new Set(waiting.map(({ status }) => status))).toEqual(new Set([429, 503]));
  const said = new Set(
    refusals.flatMap(({ status, code }) => (code ? [[status, code].join(' ')] : [])),
  );
  expect([...said].toSorted()).toEqual([
    '429 insufficient_quota',
    '429 rate_limit_exceeded',
    '503 server_is_overloaded',
  ]);
  const limits = fc.sample(paramsOf(rateLimit.kind), sampled);
  const waits = [...waiting, ...limits].map(({ retryAfterMs }) => Number(retryAfterMs));
  expect(waits.filter((ms) => ms % 1000 !== 0)).toEqual([]);
  for (const digits of [4, 5, 6, 7]) {
    expect(waits.some((ms) => String(ms).length === digits)).toBe(true);
  }
  // What is written out may be any.
  expect(refuse({ status: 490, retryAfterMs: 7 }).params).toEqual({ status: 490, retryAfterMs: 7 });
});

test('a cut is drawn where streams are, not past their end', () => {
  const drawn = fc.sample(paramsOf(cleanCut.kind), sampled);
  const cuts = drawn.flatMap((one) => ('keep' in one ? [] : Number(one['afterFrames'])));
  expect(Math.max(...cuts)).toBeLessThanOrEqual(25);
  expect(cuts.filter((one) => one <= 6).length).toBeGreaterThan(cuts.length / 2);
  expect(drawn.filter((one) => 'keep' in one && 'afterFrames' in one)).toEqual([]);
  expect(drawn.some((one) => 'keep' in one)).toBe(true);
});

test('a parameter without a finite range is a bug in its fault', () => {
  const endless = { name: 'endless', params: z.strictObject({ ms: z.number().min(0) }) };
  expect(() => paramsOf(endless)).toThrow('parameter ms of the fault endless');
});
