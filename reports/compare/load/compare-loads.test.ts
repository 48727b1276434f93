import { describe, expect, test } from 'vitest';
import { fifo, type FifoOptions } from '../../../harness/load/fifo-fixture.ts';
import { load } from '../../../harness/load/load.ts';
import type { LoadReport } from '../../../harness/model/load/load-report.ts';
import type { LoadOptions } from '../../../harness/model/load/load-options.ts';
import { compare } from '../compare.ts';
import type { Comparison } from '../comparison.ts';
import { loadFacts } from '../facts/read-load.ts';
import { marginsIn } from '../margins.ts';

const phases = { baseline: '40 s', fault: '40 s', recovery: '80 s' } as const;
/** By one title, as if the client had changed in one scenario. */
const loaded = async (how: FifoOptions, seed: number, options: LoadOptions = {}) => {
  const report = await load(fifo(how), { seed, load: { rate: 25, phases, ...options } });
  return { ...report, scenario: 'fifo' };
};
const [once, thrice] = [await loaded({ retries: 0 }, 1), await loaded({ retries: 3 }, 1)];

const compared = (was: LoadReport, now: LoadReport, ...margins: string[]) =>
  compare(
    { file: 'base.json', facts: loadFacts(was) },
    { file: 'now.json', facts: loadFacts(now) },
    marginsIn(margins),
  );
const [same, worse, better] = [
  compared(once, once),
  compared(once, thrice),
  compared(thrice, once),
];
const named = ({ differences }: Comparison, name: string, where = 'fault') =>
  differences.find((one) => one.name === name && one.where === where);

describe('the same system', () => {
  test('with the same seed differs in nothing, and is surely not worse', () => {
    expect(same.result).toBe('not-worse');
    for (const { difference, name } of same.differences) {
      expect(difference?.value ?? 0, name).toBe(0);
    }
    const goodput = named(same, 'goodput');
    expect(goodput?.how).toContain('paired: the same arrivals');
    // So many tasks leave a doubt, however alike they are.
    expect(goodput?.difference?.low).toBeLessThan(-0.001);
    expect(named(same, 'recovery', '')).toMatchObject({ base: 5000, result: 'not-worse' });
  });

  test('with another seed is compared unpaired, and never found worse', async () => {
    const other = compared(once, await loaded({ retries: 0 }, 2));
    expect(other.unlike.join()).toContain('seeds 1 and 2: other arrivals, compared unpaired');
    expect(named(other, 'goodput')?.how).toContain('unpaired');
    expect(other.differences.filter(({ result }) => result === 'worse')).toEqual([]);
    const wide = named(other, 'goodput')?.difference;
    const narrow = named(same, 'goodput')?.difference;
    expect(wide!.high - wide!.low).toBeGreaterThan(narrow!.high - narrow!.low);
  });
});

describe('a client that retries without end', () => {
  test('is worse: its goodput, its attempts, its tail, and it does not come back', () => {
    expect(worse.result).toBe('worse');
    expect(named(worse, 'goodput', 'recovery')).toMatchObject({ now: 0, result: 'worse' });
    expect(named(worse, 'goodput', 'recovery')?.difference?.high).toBeLessThan(-0.9);
    expect(named(worse, 'attempts a request at server')).toMatchObject({
      base: 1,
      result: 'worse',
    });
    expect(named(worse, 'p99')?.result).toBe('worse');
    // Its queue takes longer to drain than it was watched for.
    expect(named(worse, 'recovery', '')).toMatchObject({ now: null, result: 'unknown' });
    const kept = { ...thrice, recovery: { ...thrice.recovery!, kind: 'metastable' as const } };
    expect(named(compared(once, kept), 'recovery', '')).toMatchObject({ result: 'worse' });
    expect(named(worse, 'goodput', 'baseline')?.result).toBe('not-worse');
  });

  test('is better the other way round', () => {
    expect(better.result).toBe('not-worse');
    const names = better.differences
      .filter((one) => one.isBetter)
      .map(({ name, where }) => `${name} ${where}`);
    expect(names).toEqual(expect.arrayContaining(['goodput recovery', 'p99 fault']));
    expect(worse.differences.filter((one) => one.isBetter && one.result === 'worse')).toEqual([]);
    const kept = { ...thrice, recovery: { ...thrice.recovery!, kind: 'metastable' as const } };
    expect(named(compared(kept, once), 'recovery', '')?.isBetter).toBe(true);
    expect(named(better, 'recovery', '')?.isBetter).toBe(false);
  });

  test('of another variant is compared, and that is said', () => {
    expect(compared(once, { ...thrice, variant: 'thrice' }).unlike).toEqual([
      'careful before, thrice now',
    ]);
  });

  test('is not asked about what has no margin', () => {
    const names = ['goodput', 'p50', 'p99', 'amplification', 'recovery'];
    const { result, differences } = compared(once, thrice, ...names.map((one) => `${one}=none`));
    expect(result).toBe('not-worse');
    expect(differences.every(({ margin }) => margin === null)).toBe(true);
  });
});

/** As if so many tasks of the fault phase had ended otherwise. */
const spoilt = (report: LoadReport, how: (right: number) => number): LoadReport => ({
  ...report,
  windows: report.windows.map((window) =>
    window.phase === 'baseline' ? { ...window, right: how(window.right) } : window,
  ),
});

test('a small loss is worse, within the margin or not known, as the margin has it', () => {
  const less = spoilt(once, (right) => right - (right > 20 ? 2 : 0));
  const at = (margin: string) => named(compared(once, less, margin), 'goodput', 'baseline')?.result;
  expect(at('goodput=20%')).toBe('not-worse');
  expect(at('goodput=0.1%')).toBe('worse');
  const value = -(named(compared(once, less), 'goodput', 'baseline')?.difference?.value ?? 0);
  expect(at(`goodput=${(100 * value).toFixed(3)}%`)).toBe('unknown');
});

test('a task that is unsafe, where there was none, is worse', () => {
  const [first, ...rest] = once.windows;
  const outcomes = { ...first!.outcomes, unsafe: 1 };
  const now = { ...once, windows: [{ ...first!, outcomes }, ...rest] };
  expect(named(compared(once, now), 'unsafe', 'baseline')).toMatchObject({ result: 'worse' });
});

test('too short, too few, or a load that was not what it should be: cannot tell', async () => {
  const short = await loaded({ retries: 0 }, 1, { phases: { baseline: '20 s' } });
  const { result, differences } = compared(short, short);
  expect([result, differences[0]?.how]).toEqual(['unknown', expect.stringContaining('too short')]);
  const windows = once.windows.map((one) => ({ ...one, responses: [[11_000, 1]] as const }));
  const few = { ...once, windows };
  const p99 = named(compared(few, few), 'p99', 'baseline');
  expect([p99?.result, p99?.how]).toEqual(['unknown', expect.stringContaining('p99 takes 299')]);
  const invalid = compared(once, { ...thrice, invalid: ['tasks began late'] });
  expect([invalid.result, invalid.notes[0]]).toEqual([
    'unknown',
    'the new load says nothing: tasks began late',
  ]);
});

test.each<[string, Partial<LoadReport>, RegExp]>([
  ['rate', { rate: 30 }, /rate 25 a second \(base\.json\), got rate 30 a second \(now\.json\)/],
  ['scenario', { scenario: 'other' }, /scenario "other"/],
  [
    'shape',
    { arrivals: 'gamma', shape: 0.5 },
    /arrivals poisson .*got arrivals gamma \(shape 0.5\)/,
  ],
  ['plan', { plan: [] }, /plan slow .*got plan none/],
  ['mode', { mode: 'wire' }, /mode sim/],
])('loads of another %s are not comparable', (_, other, words) => {
  expect(() => compared(once, { ...once, ...other })).toThrow(words);
});

test('gamma arrivals of another shape are other arrivals', () => {
  const bursts = { ...once, arrivals: 'gamma', shape: 0.5 } as const;
  expect(() => compared(bursts, { ...bursts, shape: 2 })).toThrow(
    /gamma \(shape 0.5\).*\(shape 2\)/,
  );
  expect(compared(bursts, bursts).result).toBe('not-worse');
});
