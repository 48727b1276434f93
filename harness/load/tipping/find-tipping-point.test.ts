import { expect, test } from 'vitest';
import { refuse, slow } from '../../../index.ts';
import { tippingSchema } from '../../model/load/tipping.ts';
import { fifo } from '../fifo-fixture.ts';
import { load } from '../load.ts';
import { findTippingPoint, type TippingOptions } from './find-tipping-point.ts';
import { loadFingerprint, loadReplayOf } from './load-replay-of.ts';

const limitMs = 300_000;
const at80 = {
  rate: 80,
  arrivals: 'constant',
  within: '4 s',
  phases: { baseline: '5 s', fault: '2 s', recovery: '25 s' },
} as const;
const found = (retries: number, more: Partial<TippingOptions> = {}) =>
  findTippingPoint(fifo({ retries }), { seed: 1, depth: 'slow.ms=20..40/2', load: at80, ...more });

test('without retries nothing that is tried tips it', { timeout: limitMs }, async () => {
  const { tipping, report } = await found(0);
  expect(tipping).toMatchObject({ smallest: null, result: 'pass', cut: null });
  expect(tipping.frontier).toEqual([
    { x: 20, returnsAtMs: 2000, tipsAtMs: null },
    { x: 40, returnsAtMs: 2000, tipsAtMs: null },
  ]);
  expect(report).toBeNull();
});

test(
  'with three retries there is a smallest fault, which a replay makes again to the byte',
  { timeout: limitMs },
  async () => {
    // Of the plan only one strike is needed.
    const plan = [
      refuse({ status: 500 }).at('server', { chance: 0.001 }),
      slow({ ms: 40, where: 'request' }).at('server'),
    ];
    const { tipping, report } = await found(3, { plan });
    const { smallest, frontier, result } = tipping;
    expect([result, smallest?.kind]).toEqual(['fail', 'metastable']);
    expect(smallest?.plan.map(({ fault }) => fault.name)).toEqual(['slow']);
    const least = frontier.find(({ tipsAtMs }) => tipsAtMs === smallest?.faultMs);
    expect(least?.returnsAtMs).toBeLessThan(smallest?.faultMs ?? 0);
    expect(tippingSchema.parse(JSON.parse(JSON.stringify(tipping)))).toEqual(tipping);

    const replay = report && loadReplayOf(fifo({ retries: 3 }), report, at80);
    if (!replay) throw new Error('nothing to replay');
    const { seed, mode, variant, load: options } = replay;
    const how = { seed, mode, variant, plan: replay.plan, load: options };
    const again = await load(fifo({ retries: 3 }), how);
    expect(loadFingerprint(again)).toBe(replay.fingerprint);
    expect(JSON.stringify({ ...again, tookMs: 0 })).toBe(JSON.stringify({ ...report, tookMs: 0 }));
    expect(loadFingerprint(await load(fifo({ retries: 3 }), { ...how, seed: 2 }))).not.toBe(
      replay.fingerprint,
    );
  },
);

test('one that is stopped says what was tried', { timeout: limitMs }, async () => {
  const stop = new AbortController();
  const { tipping } = await found(0, {
    signal: stop.signal,
    onFault: ({ x }) => {
      if (x === 40) stop.abort();
    },
  });
  expect(tipping.cut).toBe('stopped at slow.ms 40 for 2000 ms');
  expect(tipping.frontier).toEqual([{ x: 20, returnsAtMs: 2000, tipsAtMs: null }]);
  expect(tipping.result).toBe('unknown');
});

test('a fault that never strikes shows nothing', { timeout: limitMs }, async () => {
  const plan = [slow({ ms: 40 }).at('server', { calls: [90_000, 90_001] })];
  const { tipping } = await found(3, { plan });
  expect(tipping.result).toBe('unknown');
  expect(tipping.trials.map(({ reason }) => reason)).toEqual([
    'no fault of the plan ever struck',
    'no fault of the plan ever struck',
  ]);
});

test('a rate is no depth, and all three phases are needed', async () => {
  await expect(found(0, { depth: 'rate=1..10/2' })).rejects.toThrow('the depth of a fault');
  const phases = { baseline: '15 s', fault: '2 s' } as const;
  await expect(found(0, { load: { ...at80, phases } })).rejects.toThrow('and a recovery');
});
