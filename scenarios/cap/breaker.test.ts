import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { breaker, BreakerOpen, resetMs } from './breaker.ts';
import { careful, without } from './safeguards.ts';

const fail = () => Promise.reject(new Error('down'));
const succeed = () => Promise.resolve('up');
const outcome = (run: Promise<unknown>) => run.catch((error: Error) => error.name);

/** Work that ends when told to, and counts how often it was begun. */
function held() {
  let begun = 0;
  const pending = Promise.withResolvers<string>();
  const work = () => {
    begun += 1;
    return pending.promise;
  };
  return { work, begun: () => begun, finish: () => pending.resolve('up') };
}

describe('a breaker', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  async function opened(safeguards = careful) {
    const made = breaker(safeguards);
    for (let n = 0; n < 3; n += 1) await outcome(made.run(fail));
    return made;
  }

  it('opens at three failures, and then calls nothing', async () => {
    const { run } = await opened();
    const { work, begun } = held();
    await expect(run(work)).rejects.toBeInstanceOf(BreakerOpen);
    expect(begun()).toBe(0);
  });

  it('opens on a rate, so successes in between do not start it over', async () => {
    const { run } = breaker(careful);
    for (const work of [fail, succeed, fail, succeed, fail]) await outcome(run(work));
    await expect(run(succeed)).rejects.toBeInstanceOf(BreakerOpen);
  });

  it('sends one probe, and lets those who waited through when it goes well', async () => {
    const { run } = await opened();
    vi.advanceTimersByTime(resetMs);
    const { work, begun, finish } = held();
    const all = Promise.all([run(work), run(work), run(work)]);
    await Promise.resolve();
    expect(begun()).toBe(1);
    finish();
    expect(await all).toEqual(['up', 'up', 'up']);
  });

  it('opens again for the full time when the probe fails', async () => {
    const { run } = await opened();
    vi.advanceTimersByTime(resetMs);
    const both = await Promise.all([outcome(run(fail)), outcome(run(fail))]);
    expect(both).toEqual(['Error', 'BreakerOpen']);
    vi.advanceTimersByTime(resetMs - 1);
    expect(await outcome(run(succeed))).toBe('BreakerOpen');
    vi.advanceTimersByTime(1);
    expect(await outcome(run(succeed))).toBe('up');
  });

  it('lets a herd through without its single probe, and stays open without its probes', async () => {
    const herd = await opened(without('probesOnce'));
    const stuck = await opened(without('probesAgain'));
    vi.advanceTimersByTime(10 * resetMs);
    const { work, begun, finish } = held();
    const all = Promise.all([herd.run(work), herd.run(work), herd.run(work)]);
    finish();
    await all;
    expect(begun()).toBe(3);
    expect(await outcome(stuck.run(succeed))).toBe('BreakerOpen');
  });
});
