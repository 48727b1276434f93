import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuse } from '../../../faults/index.ts';
import { canonical } from '../../model/json/json.ts';
import type { Plan } from '../../model/fault/plan.ts';
import { explore } from '../explore/explore.ts';
import { forked } from './forked.ts';
import { inThread } from './in-thread.ts';

const file = fileURLToPath(new URL('testing/dying.scenario.ts', import.meta.url));
const subject = { seed: 1, variant: 'careful', file: '' };
const limitMs = 120_000;

let notes = '';
beforeEach(() => {
  notes = mkdtempSync(path.join(tmpdir(), 'brownout-dying-'));
  Object.assign(process.env, { DYING_MAIN: String(process.pid), DYING_NOTES: notes });
});
afterEach(() => rmSync(notes, { recursive: true, force: true }));

const named = async (title: string) => {
  const { default: all } = await import('./testing/dying.scenario.ts');
  const found = all.find((one) => one.title === title);
  if (!found) throw new Error(`there is no scenario ${title}`);
  return found;
};

const at = (name: string): Plan => [refuse({ status: 503 }).at('shop', { call: `GET /${name}` })];
const plans: readonly Plan[] = [at('b'), at('a'), at('c'), at('d'), [...at('a'), ...at('c')], []];

const pids = () => readFileSync(path.join(notes, 'pids'), 'utf8').trim().split('\n').map(Number);

test(
  'a worker dies in the middle of a search, which says the same',
  { timeout: limitMs },
  async () => {
    const scenario = await named('ends its process once');
    const options = { faults: [refuse({ status: 503 }), refuse({ status: 429 })] };
    const alone = await explore(scenario, options);
    const executor = forked(scenario, { file, workers: 2 });
    const together = await explore(scenario, { ...options, executor });
    await executor.close();
    expect(canonical(together)).toBe(canonical(alone));
    expect(readFileSync(path.join(notes, 'died'), 'utf8')).toBe('');
    // The one that died, and the one that took its place.
    expect(new Set(pids()).size).toBe(2);
  },
);

test('what ends two workers is named; all else is run', { timeout: limitMs }, async () => {
  const scenario = await named('ends its process every time');
  const alone = inThread(scenario);
  const executor = forked(scenario, { file, workers: 2 });
  const came = await Promise.allSettled(
    plans.map((plan) => executor.observe({ ...subject, plan })),
  );
  await executor.close();
  const [killer, ...others] = came;
  expect(killer?.status === 'rejected' && killer.reason).toMatchObject({
    code: 'system-died',
    expected: expect.stringContaining(canonical({ version: 1, plan: at('b') })),
    got: expect.stringContaining('SIGKILL'),
  });
  for (const [index, other] of others.entries()) {
    const expected = await alone.observe({ ...subject, plan: plans[index + 1] ?? [] });
    expect(other.status === 'fulfilled' && { ...other.value, tookMs: 0 }).toEqual({
      ...expected,
      tookMs: 0,
    });
  }
});

test('one that was killed while it waited is replaced', { timeout: limitMs }, async () => {
  const scenario = await named('ends its process once');
  const executor = forked(scenario, { file, workers: 2 });
  const spec = { ...subject, plan: at('a') };
  await executor.observe(spec);
  process.kill(pids()[0] ?? Number.NaN, 'SIGKILL');
  const seen = await Promise.all([executor.observe(spec), executor.observe(spec)]);
  await executor.close();
  expect(seen.map(({ plan }) => plan)).toEqual([at('a'), at('a')]);
  expect(pids().length).toBeGreaterThan(1);
});

test('a file that ends every worker that loads it is run here', { timeout: limitMs }, async () => {
  const scenario = await named('ends its process once');
  const own = path.join(notes, 'ends.scenario.ts');
  writeFileSync(own, `process.exit(3);\nexport { default } from ${JSON.stringify(file)};\n`);
  const executor = forked(scenario, { file: own, workers: 2 });
  const seen = await Promise.all(plans.map((plan) => executor.observe({ ...subject, plan })));
  await executor.close();
  expect(seen.map(({ plan }) => plan)).toEqual(plans);
});
