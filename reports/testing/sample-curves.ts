import type { CapacityTrial, FoundCapacity } from '../../harness/model/load/capacity.ts';
import type { Curve, CurveLevel } from '../../harness/model/load/curve.ts';
import type { Tipping, TippingTrial } from '../../harness/model/load/tipping.ts';

/** One level of a curve. */
export const sampleLevel = (
  x: number,
  value: number,
  more: Partial<CurveLevel> = {},
): CurveLevel => ({
  x,
  goodput: { value, low: value - 0.02, high: Math.min(1, value + 0.02) },
  why: null,
  bounds: [],
  runs: [1, 2].map((seed) => ({
    seed,
    offered: 100,
    right: 100 * value,
    p50Ms: 10,
    p99Ms: 100 * seed,
    attempts: 1 + x / 1000,
    tokensPerRight: 100 + x,
    costPerRight: null,
    before: { offered: 100, right: 100 },
    hits: 3,
    bad: 0,
    bounds: [],
    undecided: [],
    invalid: [],
    doubts: [],
  })),
  ...more,
});

/** A curve with a knee. */
export const sampleCurve: Curve = {
  version: 1,
  scenario: 'books <once>',
  file: 'books.scenario.ts',
  variant: 'careful',
  mode: 'sim',
  plan: [{ fault: { name: 'slow', params: { ms: 100 } }, at: 'shop', when: {} }],
  axis: { name: 'slow.ms', unit: 'ms', strike: 0, values: [100, 200, 1500] },
  seeds: [1, 2],
  arrivals: 'poisson',
  rate: 40,
  withinMs: 2000,
  phase: 'fault',
  phaseMs: 60_000,
  bound: { text: 'goodput >= 90 %', limit: 0.9 },
  levels: [sampleLevel(100, 0.98), sampleLevel(200, 0.93), sampleLevel(1500, 0.5)],
  start: { value: 1, low: 0.99, high: 1 },
  knee: { holdsAt: 200, failsAt: 1500 },
  audc: { value: 0.7, low: 0.66, high: 0.75 },
  cut: null,
  result: 'fail',
  tookMs: 1,
};

/** One rate that was tried. */
export const sampleTrial = (
  rate: number,
  result: CapacityTrial['result'],
  reason = '',
): CapacityTrial => ({
  rate,
  lastsMs: 120_000,
  result,
  reason,
  goodput: { value: 0.98, low: 0.9, high: 1 },
  p99Ms: 1200,
  openMost: 7,
  invalid: [],
});

/** A capacity between two rates. */
export const sampleCapacity: FoundCapacity = {
  version: 1,
  scenario: 'books <once>',
  file: 'books.scenario.ts',
  variant: 'demo.no-key',
  mode: 'sim',
  seed: 1,
  arrivals: 'poisson',
  withinMs: 2000,
  bounds: ['goodput >= 95 %', 'p99 <= 2 s'],
  holdsAt: 80,
  failsAt: 84,
  reason: 'p99 <= 2 s: 3 s',
  trials: [
    sampleTrial(160, 'fail'),
    sampleTrial(80, 'pass'),
    sampleTrial(84, 'fail', 'p99 <= 2 s: 3 s'),
  ],
  cut: null,
  result: 'pass',
  tookMs: 1,
};

/** One fault that was tried. */
export const sampleFault = (
  x: number,
  faultMs: number,
  outcome: TippingTrial['outcome'],
): TippingTrial => ({
  x,
  faultMs,
  outcome,
  kind: outcome === 'tips' ? 'metastable' : outcome === 'returns' ? 'recovered' : null,
  reason: outcome === 'tips' ? 'stays bad' : outcome === 'returns' ? 'good again' : 'too soon',
  invalid: [],
});

const slowed = (ms: number) => [{ fault: { name: 'slow', params: { ms } }, at: 'shop', when: {} }];

/** A system that a fault of 25 ms for 1.5 s tips. */
export const sampleTipping: Tipping = {
  version: 1,
  scenario: 'books <once>',
  file: 'books.scenario.ts',
  variant: 'careful',
  mode: 'sim',
  seed: 1,
  plan: slowed(100),
  axis: { name: 'slow.ms', unit: 'ms', strike: 0, values: [10, 30, 50] },
  arrivals: 'poisson',
  rate: 80,
  withinMs: 2000,
  longestMs: 4000,
  frontier: [
    { x: 10, returnsAtMs: 4000, tipsAtMs: null },
    { x: 30, returnsAtMs: 1300, tipsAtMs: 1500 },
    { x: 50, returnsAtMs: null, tipsAtMs: 1400 },
  ],
  smallest: { x: 25, faultMs: 1500, plan: slowed(25), kind: 'metastable', reason: 'stays bad' },
  trials: [
    sampleFault(10, 4000, 'returns'),
    sampleFault(30, 1500, 'tips'),
    sampleFault(30, 1300, 'returns'),
    sampleFault(50, 1400, 'tips'),
    sampleFault(50, 1200, 'unknown'),
  ],
  shrinking: [sampleFault(20, 1500, 'returns'), sampleFault(25, 1500, 'tips')],
  cut: null,
  result: 'fail',
  tookMs: 1,
};
