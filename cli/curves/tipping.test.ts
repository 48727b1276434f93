import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadReport } from '../../harness/model/load/load-report.ts';
import { tippingSchema } from '../../harness/model/load/tipping.ts';
import { brownoutAnew } from '../testing/command.ts';
import { folderInside, type Folder } from '../testing/folder.ts';
import { scenarioText } from '../testing/snippets.ts';

const limitMs = 300_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('queue.scenario.ts', queue(3));
});
afterAll(() => user.remove());

/** A shop that does 10 a second, and an agent that gives up on a call after 1 s, and tries again `retries` times. */
const queue = (retries: number) =>
  scenarioText(`
const shop = api([http.get('/item', () => HttpResponse.json({}))], {
  capacity: { workers: 1, service: '100 ms' },
});
const patient = inProcess((at) => async () => {
  for (let left = ${retries}; left >= 0; left -= 1) {
    const signal = AbortSignal.timeout(1_000);
    const reply = await fetch(at.url('shop') + '/item', { signal }).catch(() => null);
    if (reply?.ok) return { status: 'done' };
  }
  return { status: 'failed', text: 'The shop does not answer.' };
});
export default scenario('queue', {
  points: { shop }, system: patient, tasks: [{ input: 'look' }], deadline: '6 s',
  plan: [slow({ ms: 1_000, where: 'request' }).at('shop')],
  checks: [check('any', () => ({ result: 'pass' }))],
});`).replace('service }', 'service, slow }');

const run = (...args: readonly string[]) =>
  brownoutAnew(args, { cwd: user.path, limitMs: 240_000 });
const short = [
  '--rate',
  '6',
  '--arrivals',
  'constant',
  '--phases',
  'baseline:60s,fault:4s,recovery:200s',
];

/** What a load came to, as it stands in its file, without the time it took. */
const bytes = (file: string) => {
  const text = readFileSync(path.join(user.path, file), 'utf8');
  return text.replace(/"tookMs":\d+/, '"tookMs":0');
};

test(
  'the smallest fault that tips a system is made again to the byte',
  { timeout: limitMs },
  async () => {
    const depth = ['--find-tipping-point', 'slow.ms=200..1000/2'];
    const found = await run('load', 'queue.scenario.ts', ...short, ...depth);
    expect([found.code, found.stdout]).toEqual([1, expect.stringContaining('(metastable)')]);
    const tipping = tippingSchema.parse(user.json('.brownout/tipping.json'));
    expect(tipping.smallest?.x).toBeLessThanOrEqual(1000);
    expect(tipping.smallest?.faultMs).toBeLessThanOrEqual(4000);
    expect(found.stdout).toContain('again: npx brownout replay .brownout/tipping.replay.json');

    const markdown = user.read('.brownout/tipping.md');
    expect(markdown).toContain('npx brownout replay .brownout/tipping.replay.json');
    expect(user.read('.brownout/tipping.junit.xml')).toMatch(/failures="[12]"/);

    const again = await run('replay', '.brownout/tipping.replay.json');
    expect([again.code, again.stdout]).toEqual([1, expect.stringContaining('reproduced: every')]);
    expect(bytes('.brownout/replay/load.json')).toBe(bytes('.brownout/tipping.load.json'));

    const plan = ['--plan', '.brownout/tipping.replay.json', '--out', 'planned'];
    const planned = await run('load', 'queue.scenario.ts', ...plan);
    expect(planned.code).toBe(1);
    expect(bytes('planned/load.json')).toBe(bytes('.brownout/tipping.load.json'));
    const { seed, rate } = user.json('planned/load.json') as LoadReport;
    expect([seed, rate]).toEqual([1, 6]);

    await user.write('queue.scenario.ts', queue(0));
    const fixed = await run('replay', '.brownout/tipping.replay.json');
    expect([fixed.code, fixed.stdout]).toEqual([
      0,
      expect.stringContaining('fixed: it comes back'),
    ]);
  },
);

test.each([
  [['--find-tipping-point', 'rate=1..10/2'], 'the depth of a fault'],
  [['--find-tipping-point', 'slow.ms=1..10/2', '--phases', 'fault:1s'], 'a baseline, a fault and'],
  [['--find-tipping-point', 'slow.ms=1..10/2', '--find-capacity'], 'cannot be used with'],
])('%j is refused', { timeout: limitMs }, async (args, words) => {
  const { code, stderr } = await run('load', 'queue.scenario.ts', ...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
});
