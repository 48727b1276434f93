import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { careful, without } from './safeguards.ts';
import { resetMs, scorer } from './scorer.ts';

const claim = { question: 'Q', text: 'A', passages: [] };
const signal = new AbortController().signal;
let calls = 0;
let isDown = false;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  calls = 0;
  isDown = true;
  vi.stubGlobal('fetch', async () => {
    calls += 1;
    return isDown ? Response.json({}, { status: 503 }) : Response.json({ confidence: 0.9 });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a scorer that is down is left alone after two claims, and probed once a while', async () => {
  const score = scorer('http://scorer.invalid', careful);
  for (let n = 0; n < 5; n += 1) expect(await score(claim, signal)).toBeNaN();
  expect(calls).toBe(4);
  vi.advanceTimersByTime(resetMs);
  expect(await score(claim, signal)).toBeNaN();
  expect(await score(claim, signal)).toBeNaN();
  expect(calls).toBe(5);
});

test('it is asked again once it is back; without probesAgain it never is', async () => {
  for (const [safe, expected] of [
    [careful, 0.9],
    [without('probesAgain'), Number.NaN],
  ] as const) {
    isDown = true;
    const score = scorer('http://scorer.invalid', safe);
    await score(claim, signal);
    await score(claim, signal);
    isDown = false;
    expect(await score(claim, signal)).toBeNaN();
    vi.advanceTimersByTime(resetMs);
    expect(await score(claim, signal)).toBe(expected);
    expect(await score(claim, signal)).toBe(expected);
  }
});

test('a caller that has gone stops it', async () => {
  const gone = AbortSignal.abort(new Error('gone'));
  await expect(scorer('http://scorer.invalid', careful)(claim, gone)).rejects.toThrow('gone');
});
