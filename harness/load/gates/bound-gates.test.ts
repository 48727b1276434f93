import { expect, test, vi } from 'vitest';
import type { Role } from '../../model/phase.ts';
import { draws } from '../../model/random.ts';
import type { PhaseCount } from '../counts/fold.ts';
import { histogram } from '../counts/histogram.ts';
import { emptyWindow } from '../counts/window-count.ts';
import type { TimedPhase } from '../schedule.ts';
import { boundGate } from './bound-gate.ts';
import { boundGates } from './bound-gates.ts';
import { amplificationGate } from './amplification-gate.ts';
import type { BoundOptions } from './bound-options.ts';
import { clauses } from './slo.ts';

vi.setConfig({ testTimeout: 300_000 });

const windowMs = 1000;
const lastsMs = 30_000;
const tasks = 20;

/** A phase of 30 windows of 20 tasks each, of which `bad` of each window are not right. */
function phaseOf(
  name: string,
  bad: (window: number) => number,
  doubt: (window: number) => number = () => 0,
): PhaseCount {
  const phase: TimedPhase = {
    name,
    role: 'during',
    load: { arrivals: 'constant', shape: 1, rate: tasks, lastsMs },
    fromMs: 0,
    toMs: lastsMs,
  };
  const windows = Array.from({ length: lastsMs / windowMs }, (_, n) => {
    const window = emptyWindow(phase, n, windowMs);
    const right = tasks - bad(n);
    window.least.right = right - doubt(n);
    window.most.right = right;
    return Object.assign(window, { offered: tasks, started: tasks, right });
  });
  const times = { response: histogram(), service: histogram(), lag: histogram() };
  return { phase, plannedMs: lastsMs, windows, ...times, arrivals: new Map() };
}

const bound = clauses({ goodput: '>= 90 %' });
const options = (phases: readonly PhaseCount[], seed = 1): BoundOptions => ({
  phases,
  windowMs,
  prices: null,
  seed,
});
const results = (phases: readonly PhaseCount[]) =>
  boundGates(bound, options(phases)).map(({ result }) => result);

/** 13 % bad: fails by itself, by little. */
const nearly = phaseOf('nearly', (n) => [1, 3, 4, 2, 3, 2, 3][n % 7] ?? 0);
const good = (n: number) => phaseOf(`good ${n}`, () => 1);
const many = Array.from({ length: 40 }, (_, n) => good(n));

test('a bound that fails by little fails by itself, and is unknown where many are judged at once', () => {
  expect(results([nearly])).toEqual(['fail']);
  expect(results([nearly, ...many])).toEqual(['unknown', ...many.map(() => 'pass')]);
  expect(boundGates(bound, options([nearly, ...many]))[0]).toMatchObject({
    reason: expect.stringContaining('by itself it would fail, yet of 41 that are judged at once'),
    isOpen: true,
  });
});

test('one that surely fails does so beside any number of others', () => {
  const dead = phaseOf('dead', () => tasks);
  expect(results([dead, ...many])).toEqual(['fail', ...many.map(() => 'pass')]);
});

test('those that say nothing do not count', () => {
  const none = many.map(({ phase }) => ({ ...phaseOf(phase.name, () => 0), windows: [] }));
  expect(results([nearly, ...none])[0]).toBe('fail');
});

test('of phases that just keep the bound, hardly any load has one that fails', () => {
  const draw = draws(7, 'holm');
  const phases = 8;
  const loads = 40;
  let [each, together] = [0, 0];
  for (let load = 0; load < loads; load += 1) {
    const its = Array.from({ length: phases }, (_, n) =>
      phaseOf(
        `phase ${n}`,
        () => Array.from({ length: tasks }, draw).filter((u) => u < 0.1).length,
      ),
    );
    const at = options(its, load);
    const fails = its.some((count) => boundGate(bound[0]!, count, at).result === 'fail');
    if (fails) each += 1;
    if (boundGates(bound, at).some(({ result }) => result === 'fail')) together += 1;
  }
  // Eight at 2.5 % each come to some 18 %.
  expect(each / loads).toBeGreaterThan(0.1);
  expect(together / loads).toBeLessThanOrEqual(0.05);
});

test('tasks in doubt count as wrong where it would pass, and as right where it would fail', () => {
  const of = (bad: number, doubt: number) =>
    boundGates(
      bound,
      options([
        phaseOf(
          'fault',
          () => bad,
          () => doubt,
        ),
      ]),
    )[0];
  expect(of(0, 0)?.result).toBe('pass');
  expect(of(0, 1)?.result).toBe('pass');
  const open = of(0, 5);
  expect(open).toMatchObject({ result: 'unknown', isOpen: true });
  expect(open?.reason).toContain('it cannot be told of 150');
  expect(of(8, 5)?.result).toBe('fail');
});

/** Two points over 30 s: one without retries, one of which so many are tried again in so many of its blocks. */
function retrying(retries: number, blocks: number, role: Role = 'during'): PhaseCount {
  const count = phaseOf(role, () => 0);
  for (const [n, window] of count.windows.entries()) {
    window.points.set('steady', { attempts: 20, requests: 20 });
    if (n < blocks * 5)
      window.points.set('other', { attempts: 20 + retries + (n % 2), requests: 20 });
  }
  return { ...count, phase: { ...count.phase, role } };
}

test('amplification passes only where it is known to be low at each point', () => {
  const calm = { ...retrying(0, 0, 'before') };
  const at = (during: PhaseCount) =>
    boundGates(clauses({ 'during.amplification': '<= 1.5' }), options([calm, during]))[0];
  expect(at(retrying(0, 6))?.result).toBe('pass');
  expect(at(retrying(20, 6))?.result).toBe('fail');
  expect(at(retrying(20, 1))).toMatchObject({
    result: 'unknown',
    reason: expect.stringContaining('too little is known of other'),
  });
});

test('of many points one fails less easily than by itself', () => {
  const noisy = (names: readonly string[]) => {
    const count = phaseOf('fault', () => 0);
    for (const [n, window] of count.windows.entries()) {
      const block = Math.floor(n / 5);
      for (const name of names) {
        const retries = name === 'near' ? ([10, 2, 9, 3, 10, 3][block] ?? 0) : 0;
        window.points.set(name, { attempts: 20 + retries, requests: 20 });
      }
    }
    return amplificationGate(1.12, count, options([count]));
  };
  expect(noisy(['near']).result).toBe('fail');
  const many = Array.from({ length: 20 }, (_, n) => `point ${n}`);
  expect(noisy(['near', ...many]).result).toBe('unknown');
});
