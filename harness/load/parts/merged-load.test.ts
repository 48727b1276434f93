import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import {
  api,
  completes,
  crash,
  exactlyOnce,
  hang,
  inProcess,
  lostReply,
  nonce,
  scenario,
  slow,
  url,
  type LoadRunOptions,
  type ScenarioOptions,
} from '../../../index.ts';
import type { LoadReport } from '../../model/load/load-report.ts';
import { endedLoad, watchedLoad } from '../load.ts';
import { loadBlob, type LoadBlob } from './load-blob.ts';
import { mergedLoad } from './merged-load.ts';

const by = { command: 'npx brownout load', startedAtMs: 0 };
const shop = api([http.post('/order', () => HttpResponse.json({ id: nonce('OR') }))], {
  effects: ['POST /order'],
});

/** Orders, tries again twice, and so is unsafe now and then. Its tasks share nothing. */
const orders = (options: Partial<ScenarioOptions> = {}) =>
  scenario('orders', {
    points: { shop },
    system: inProcess((at) => async () => {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const signal = AbortSignal.timeout(1000);
        const asked = fetch(`${at.url('shop')}/order`, { method: 'POST', signal });
        const reply = await asked.catch(() => null);
        if (reply?.ok)
          return { status: 'done', order: ((await reply.json()) as { id: string }).id };
      }
      return { status: 'failed' };
    }),
    tasks: [{ input: 'order', weight: 3 }, { input: 'order again' }],
    plan: [lostReply().at('shop', { chance: 0.2 }), hang().at('shop', { chance: 0.05 })],
    checks: [completes(), exactlyOnce('shop')],
    deadline: '10 s',
    ...options,
  });

const usual = {
  seed: 7,
  load: {
    rate: 30,
    phases: { baseline: '4 s', fault: '6 s', recovery: '5 s' },
    slo: { goodput: '>= 90 %', calls: '<= 2', p99: '<= 4 s', amplification: '<= 2' },
  },
} as const satisfies LoadRunOptions;

/** The part as another process would read it. */
async function part(
  index: number,
  count: number,
  { scenario: its = orders(), ...options }: LoadRunOptions & { scenario?: typeof sample } = usual,
): Promise<Omit<LoadBlob, 'digest'>> {
  const share = { index, count };
  const ended = await endedLoad(its, { ...options, part: share });
  return JSON.parse(JSON.stringify(loadBlob(ended, { part: share, by }))) as LoadBlob;
}

const sample = orders();

async function parts(count: number, options?: LoadRunOptions): Promise<LoadReport> {
  const blobs = [];
  for (let index = count; index >= 1; index -= 1) blobs.push(await part(index, count, options));
  return mergedLoad(blobs.map((blob) => ({ from: `part ${blob.index}`, blob })));
}

/** What does not depend on the process: no numbers of calls in kept traces, nor how many tasks were open at once. */
function told(whole: LoadReport) {
  const { tookMs: _, kept, windows, checks, ...report } = whole;
  const task = (one: (typeof kept)[number]) => ({ ...one, trace: null });
  return {
    ...report,
    kept: kept.map(task),
    windows: windows.map(({ openMost: __, ...window }) => window),
    checks: checks.map(({ worst, ...check }) => ({ ...check, worst: worst?.task })),
  };
}

test.each([
  [{ arrivals: 'poisson' }],
  [{ arrivals: 'constant' }],
  [{ arrivals: 'gamma', shape: 0.5 }],
] as const)('two and three parts come to what one process does, to the byte: %j', async (kind) => {
  const options = { ...usual, load: { ...usual.load, ...kind } };
  const whole = await watchedLoad(orders(), options);
  expect(whole.phases.map(({ offered }) => offered).every((count) => count > 90)).toBe(true);
  expect(whole.phases[1]?.outcomes.unsafe).toBeGreaterThan(5);
  for (const count of [2, 3]) {
    const merged = await parts(count, options);
    expect(JSON.stringify(told(merged))).toBe(JSON.stringify(told(whole)));
  }
});

test('a part is its share of the tasks, and of the limit', async () => {
  const load = { ...usual.load, concurrencyLimit: 1, phases: { baseline: '10 s' } } as const;
  await expect(part(1, 2, { ...usual, load })).rejects.toThrow('Take at most 1 parts');
  const both = await parts(2, { ...usual, load: { ...load, concurrencyLimit: 2 } });
  const [all] = (
    await watchedLoad(orders(), { ...usual, load: { ...usual.load, phases: load.phases } })
  ).phases;
  expect(both.phases[0]?.offered).toBe(all?.offered);
  expect(both).toMatchObject({ concurrencyLimit: 2 });
});

test('a load that lacks a part, or of which one was stopped, says so and does not pass', async () => {
  const first = { from: 'one', blob: await part(1, 2) };
  const lacking = mergedLoad([first], ['worker 2 ended by SIGKILL']);
  expect(lacking).toMatchObject({ cut: 'worker 2 ended by SIGKILL', result: 'fail' });
  expect(lacking.gates.filter(({ result }) => result === 'pass')).toEqual([]);
  expect(() => mergedLoad([first])).toThrow('a part is missing');

  const stopped = { ...usual, signal: AbortSignal.abort() };
  const cut = mergedLoad([first, { from: 'two', blob: await part(2, 2, stopped) }]);
  expect(cut.cut).toMatch(/^part 2 of 2: stopped in phase/);
  expect(cut.gates.filter(({ result }) => result === 'pass')).toEqual([]);
});

test('parts over sockets that did not begin together leave nothing to pass', async () => {
  const blobs = [await part(1, 2), await part(2, 2)];
  const began = blobs.map((blob, n) => ({
    from: '',
    blob: { ...blob, ended: { ...blob.ended, beganAtMs: 10_000 * n } },
  }));
  expect(mergedLoad(began).doubts).toContain(
    'its parts did not begin together: 10.0 s lie between the first and the last',
  );
});

const limited = api([http.get('/', () => HttpResponse.json({}))], {
  capacity: { workers: 1, service: '10 ms' },
});
const there = url('http://127.0.0.1:9', { ports: { shop: 4100 } });

test.each<[string, Partial<ScenarioOptions>, LoadRunOptions, string]>([
  ['a queue', { points: { shop: limited } }, {}, 'has a capacity'],
  ['an agent that it starts', {}, { mode: 'wire' }, 'an agent of its own'],
  ['ports', { system: there }, { mode: 'wire' }, 'those ports'],
  ['a count of calls', { plan: [slow({ ms: 1 }).at('shop', { calls: 5 })] }, {}, 'its own calls'],
  ['a crash', { plan: [crash().at('shop', { chance: 0.1 })] }, {}, 'one of its own'],
  ['gates that are looked at', {}, { load: { ...usual.load, extend: 2 } }, '--extend'],
])('a load whose tasks share %s is not made in parts', async (_, its, options, words) => {
  const made = { ...usual, ...options, scenario: orders({ checks: [completes()], ...its }) };
  await expect(part(1, 2, made)).rejects.toThrow(words);
});
