import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HarnessError } from '../model/error.ts';
import { admit, corrected, exhausted, fullBucket, levels, type Limits } from './bucket.ts';

const limits: Limits = { requestsPerMinute: 3, tokensPerMinute: 600 };

/** Asks once per entry of `times`; what came of each. */
function asks(with_: Limits, times: readonly number[], tokens = 1) {
  let bucket = fullBucket(with_, 0);
  return times.map((nowMs) => {
    const asked = admit(bucket, with_, { tokens, nowMs });
    bucket = asked.bucket;
    return asked.rejection;
  });
}

describe('admit', () => {
  it('lets a minute of requests in at once, and says when the next may come', () => {
    const [one, two, three, four] = asks(limits, [0, 0, 0, 0]);
    expect([one, two, three]).toEqual([null, null, null]);
    expect(four).toEqual({ by: 'requests', limit: 3, used: 3, requested: 1, waitMs: 20_000 });
  });

  it('lets the next in after exactly that wait, and not a millisecond before', () => {
    expect(asks(limits, [0, 0, 0, 20_000]).at(-1)).toBeNull();
    expect(asks(limits, [0, 0, 0, 19_999]).at(-1)).toMatchObject({ waitMs: 1 });
  });

  it('counts tokens apart from requests', () => {
    const [one, two] = asks(limits, [0, 0], 400);
    expect(one).toBeNull();
    expect(two).toEqual({ by: 'tokens', limit: 600, used: 400, requested: 400, waitMs: 20_000 });
  });

  it('never lets in what is larger than a minute', () => {
    expect(asks(limits, [0], 601)[0]).toMatchObject({ by: 'tokens', waitMs: null });
  });

  it('enforces 60 a minute as 1 a second where the window is a second', () => {
    const short: Limits = { requestsPerMinute: 60, tokensPerMinute: 6000, windowMs: 1000 };
    expect(asks(short, [0, 0])[1]).toMatchObject({ by: 'requests', waitMs: 1000 });
    expect(asks(short, [0, 1000, 2000])).toEqual([null, null, null]);
    expect(asks({ ...short, windowMs: 60_000 }, [0, 0])[1]).toBeNull();
  });

  it('lets a request larger than a window in on credit', () => {
    const short: Limits = { requestsPerMinute: 600, tokensPerMinute: 6000, windowMs: 1000 };
    const [one, two] = asks(short, [0, 1000], 300);
    expect(one).toBeNull();
    expect(two).toMatchObject({ by: 'tokens', waitMs: 2000 });
  });

  it('charges rejected requests only when told to', () => {
    const times = [0, 0, 0, 10_000, 20_000];
    expect(asks(limits, times).at(-1)).toBeNull();
    expect(asks({ ...limits, chargeRejected: true }, times).at(-1)).toMatchObject({
      by: 'requests',
      waitMs: 10_000,
    });
  });

  it('never admits more than a window and what flowed in since', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 });
    const limit = fc.record({
      requestsPerMinute: fc.integer({ min: 1, max: 500 }),
      tokensPerMinute: fc.constant(1e9),
      windowMs: fc.integer({ min: 500, max: 60_000 }),
    });
    const holds = fc.property(gaps, limit, (steps, some) => {
      let nowMs = 0;
      const times = steps.map((step) => (nowMs += step));
      const admitted = times.filter((_, i) => asks(some, times.slice(0, i + 1)).at(-1) === null);
      const capacity = Math.max(1, (some.requestsPerMinute * some.windowMs) / 60_000);
      const flowed = (nowMs / 60_000) * some.requestsPerMinute;
      expect(admitted.length).toBeLessThanOrEqual(capacity + flowed + 1e-3);
    });
    fc.assert(holds, { numRuns: 30, seed: 7 });
  });
});

describe('corrected', () => {
  it('gives a reservation back when the reply has ended, not before', () => {
    const { bucket } = admit(fullBucket(limits, 0), limits, { tokens: 600, nowMs: 0 });
    const later = corrected(bucket, 500, 1000);
    expect(levels(later, limits, 999).tokens.remaining).toBe(9);
    expect(levels(later, limits, 1000).tokens.remaining).toBe(510);
  });

  it('takes what a reply cost above its reservation', () => {
    const { bucket } = admit(fullBucket(limits, 0), limits, { tokens: 100, nowMs: 0 });
    expect(levels(corrected(bucket, -200, 0), limits, 0).tokens.remaining).toBe(300);
  });
});

describe('levels', () => {
  it('says what is left and when it is full again', () => {
    const { bucket } = admit(fullBucket(limits, 0), limits, { tokens: 60, nowMs: 0 });
    expect(levels(bucket, limits, 0)).toEqual({
      requests: { limit: 3, remaining: 2, resetMs: 20_000 },
      tokens: { limit: 600, remaining: 540, resetMs: 6000 },
    });
    expect(levels(bucket, limits, 20_000).requests).toMatchObject({ remaining: 3, resetMs: 0 });
  });

  it('can be seen as used up by others', () => {
    const full = levels(fullBucket(limits, 0), limits, 0);
    expect(exhausted(full, 5000).requests).toEqual({ limit: 3, remaining: 0, resetMs: 5000 });
  });
});

describe('fullBucket', () => {
  it.each([
    { ...limits, requestsPerMinute: 0 },
    { ...limits, tokensPerMinute: Number.NaN },
    { ...limits, windowMs: -1 },
  ])('rejects limits that let nothing in: %o', (bad) => {
    expect(() => fullBucket(bad, 0)).toThrow(HarnessError);
  });
});
