import { expect, test, vi } from 'vitest';
import {
  check,
  hang,
  inProcess,
  provider,
  scenario,
  slowTokens,
  type Agent,
  type Plan,
} from '../../index.ts';
import type { LoadOptions } from '../model/load/load-options.ts';
import type { LoadReport } from '../model/load/load-report.ts';
import { watchedLoad, type WatchedLoadOptions } from './load.ts';
import type { LoadProgress } from './load-progress.ts';

vi.setConfig({ testTimeout: 120_000 });

/** 20 pieces of one token each: 19 gaps lie between them, and one after the opening. */
const words = Array.from({ length: 20 }, () => ' abc').join('');

function asking(isStreaming: boolean) {
  return inProcess((at): Agent => async () => {
    const reply = await fetch(`${at.url('model')}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
      body: JSON.stringify({
        model: 'gpt-5',
        stream: isStreaming,
        messages: [{ role: 'user', content: 'Tell me abc.' }],
      }),
      signal: AbortSignal.timeout(5_000),
    }).catch(() => null);
    const text = await reply?.text().catch(() => null);
    return text ? { status: 'done' } : { status: 'failed', text: 'The model gave no answer.' };
  });
}

function put(
  plan: Plan,
  options: LoadOptions = {},
  { streams = true, ...run }: Partial<WatchedLoadOptions> & { readonly streams?: boolean } = {},
): Promise<LoadReport> {
  const talks = scenario('talks', {
    points: {
      model: provider({ script: [{ reply: words }], pace: { first: '200 ms', gap: '50 ms' } }),
    },
    system: asking(streams),
    tasks: [{ input: 'talk' }],
    plan,
    checks: [check('any', () => true)],
    deadline: '20 s',
  });
  const phases = { baseline: '30 s', fault: '30 s' } as const;
  return watchedLoad(talks, { seed: 1, ...run, load: { rate: 20, phases, ...options } });
}

const gate = ({ gates }: LoadReport, name: string) =>
  gates.filter((one) => one.gate === name).map(({ phase, result }) => [phase, result]);

test('streams are timed, and tokens are counted for each right task', async () => {
  const prices = { input: 1, output: 10 };
  const slo = {
    ttft: '<= 250 ms',
    'gap.p50': '<= 100 ms',
    'before.tpot': '<= 60 ms',
    tokens: '<= 100',
    calls: '<= 0.5',
    cost: '<= 0.001',
  };
  const report = await put([slowTokens({ gapMs: 100 }).at('model')], { prices, slo });
  const [before, during] = report.phases;
  // A call takes some 2 ms to reach the model.
  const near = (ms: number) => expect.closeTo(ms, -1) as number;
  expect(before?.streams).toMatchObject({
    ttftMs: { p50: near(200) },
    gapMs: { p50: near(50), max: near(50) },
    // 20 gaps of 50 ms, for the 19 tokens after the first.
    tpotMs: { p50: near((20 * 50) / 19) },
  });
  expect(during?.streams).toMatchObject({ ttftMs: { p50: near(200) }, gapMs: { p50: near(150) } });
  const { offered = 0, spent } = before ?? {};
  expect(spent).toMatchObject({ calls: offered, outputTokens: 20 * offered });
  const input = (spent?.tokens ?? 0) / offered - 20;
  expect(spent?.perRight).toMatchObject({
    calls: { value: 1, low: 1, high: 1 },
    tokens: { value: 20 + input },
  });
  expect(spent?.perRight.cost?.value).toBeCloseTo((input * 1 + 20 * 10) / 1_000_000, 12);
  expect(before?.streams?.tokensPerSecond).toBeCloseTo((20 * offered) / 30, 10);

  expect(gate(report, 'ttft <= 250 ms')).toEqual([
    ['baseline', 'pass'],
    ['fault', 'pass'],
  ]);
  expect(gate(report, 'gap.p50 <= 100 ms')).toEqual([
    ['baseline', 'pass'],
    ['fault', 'fail'],
  ]);
  expect(gate(report, 'before.tpot <= 60 ms')).toEqual([['baseline', 'pass']]);
  expect(gate(report, 'tokens <= 100').map(([, result]) => result)).toEqual(['pass', 'pass']);
  expect(gate(report, 'calls <= 0.5').map(([, result]) => result)).toEqual(['fail', 'fail']);
  expect(gate(report, 'cost <= 0.001').map(([, result]) => result)).toEqual(['pass', 'pass']);
});

test('a call that never gets a reply is over the bound, and what it cost is borne by the others', async () => {
  const slo = { 'during.ttft.p50': '<= 1 s', 'during.calls': '<= 1.5' };
  const report = await put([hang().at('model', { chance: 0.7 })], { slo });
  expect(gate(report, 'during.ttft.p50 <= 1 s')).toEqual([['fault', 'fail']]);
  expect(gate(report, 'during.calls <= 1.5')).toEqual([['fault', 'fail']]);
  const [, during] = report.phases;
  expect(during?.spent.perRight.calls?.value).toBeCloseTo(
    (during?.offered ?? 0) / (during?.right ?? 1),
    10,
  );
});

test('where no task is right there is no end to what one costs', async () => {
  const report = await put([hang().at('model')], { slo: { 'during.calls': '<= 100' } });
  expect(gate(report, 'during.calls <= 100')).toEqual([['fault', 'fail']]);
});

test('where nothing streams nothing is said of streams', async () => {
  const report = await put([], { slo: { ttft: '<= 1 s' } }, { streams: false });
  expect(report.phases.map(({ streams }) => streams)).toEqual([null, null]);
  expect(gate(report, 'ttft <= 1 s').map(([, result]) => result)).toEqual(['unknown', 'unknown']);
});

test('over sockets they are timed in the same terms', async () => {
  const brief = { rate: 5, phases: { baseline: '2 s' } } as const;
  const { phases } = await put([], brief, { mode: 'wire' });
  const { streams, spent, offered = 0 } = phases[0] ?? {};
  expect(streams?.streams).toBe(offered);
  expect(streams?.ttftMs.p50).toBeGreaterThanOrEqual(199);
  expect(streams?.gapMs.p50).toBeGreaterThanOrEqual(49);
  expect(spent).toMatchObject({ calls: offered, outputTokens: 20 * offered });
});

test('a bound on cost asks for prices', async () => {
  await expect(put([], { slo: { cost: '<= 1' } })).rejects.toThrow('prices');
  const half = { input: 1 } as unknown as NonNullable<LoadOptions['prices']>;
  await expect(put([], { prices: half })).rejects.toThrow('output');
});

test.each([
  [true, null],
  [
    false,
    expect.stringMatching(/^no reply was streamed to \d+ tasks: ttft <= 1 s will be unknown/),
  ],
])('while it goes on it is told that a bound on streams is in vain: %s', async (streams, doubt) => {
  const told: (() => LoadProgress | null)[] = [];
  const onBegin = (progress: () => LoadProgress | null) => void told.push(progress);
  const brief = { phases: { baseline: '5 s' }, slo: { ttft: '<= 1 s' } } as const;
  await put([], brief, { streams, onBegin });
  expect(told[0]?.()).toMatchObject({ doubt });
});
