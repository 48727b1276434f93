import { afterAll, beforeAll, expect, test } from 'vitest';
import { comparisonSchema } from '../reports/compare/comparison.ts';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce } from './testing/snippets.ts';

const limitMs = 180_000;
let user: Folder;
const command = (...args: readonly string[]) => brownout(args, { cwd: user.path, limitMs: 90_000 });
const load = ['--rate', '40', '--phases', 'baseline:25s,fault:25s,recovery:30s'];

beforeAll(async () => {
  user = await folderInside();
  await user.write('books.scenario.ts', booksOnce);
  const report = ['--reporter', 'json'];
  await command('run', ...report, '--runs', '6', '--out', 'good');
  await command('run', ...report, '--runs', '6', '--out', 'bad', '--variant', 'demo.no-key');
  await command('load', 'books.scenario.ts', ...load, '--out', 'good');
  await command('load', 'books.scenario.ts', ...load, '--out', 'bad', '--variant', 'demo.no-key');
}, limitMs);
afterAll(() => user.remove());

test(
  'a suite that is as it was is not worse, one that broke is',
  { timeout: limitMs },
  async () => {
    const saved = await command('compare', 'good/report.json', '--save', 'tests/suite.json');
    expect([saved.code, saved.stderr]).toEqual([0, expect.stringContaining('as the baseline')]);
    const same = await command('compare', 'tests/suite.json', 'good/report.json');
    expect([same.code, same.stdout]).toEqual([0, expect.stringMatching(/^NOT WORSE/)]);
    const worse = await command('compare', 'tests/suite.json', 'bad/report.json', '--out', 'told');
    expect(worse.code).toBe(1);
    expect(worse.stdout).toMatch(/^WORSE {2}Worse than the baseline: \d newly broke/);
    expect(worse.stdout).toMatch(
      /newly broke:\n +WORSE +[^:]*, exactly-once \(books\.scenario\.ts\): fails in/,
    );
    const written = comparisonSchema.parse(user.json('told/compare.json'));
    expect(written).toMatchObject({ kind: 'suite', result: 'worse' });
    expect(user.read('told/compare.md')).toContain('**newly broke**');
  },
);

test('a load, too, by its baseline, with margins', { timeout: limitMs }, async () => {
  await command('compare', 'good/load.json', '--save', 'tests/load.json');
  expect(user.read('tests/load.json').length).toBeLessThan(user.read('good/load.json').length);
  const same = await command('compare', 'tests/load.json', 'good/load.json');
  expect([same.code, same.stdout]).toEqual([0, expect.stringContaining('measures did not move')]);
  const worse = await command('compare', 'tests/load.json', 'bad/load.json');
  expect([worse.code, worse.stdout]).toEqual([1, expect.stringContaining('unsafe in fault')]);
  const strict = ['compare', 'tests/load.json', 'good/load.json', '--margin', 'goodput=0.01%'];
  expect((await command(...strict)).code).toBe(3);
  expect((await command(...strict, '--allow-unknown')).code).toBe(0);
});

test.each<[string, (text: string) => string, string]>([
  ['cut short', (text) => text.slice(0, -20), 'text that is not JSON'],
  ['of another version', (text) => text.replace('"version": 1', '"version": 7'), 'version 7'],
  ['of another kind', () => '{"version":2,"trace":{}}', 'JSON of another kind'],
  ['of another shape', (text) => text.replace('"scenarios"', '"szenarios"'), 'another shape'],
])('a baseline that is %s is a clear error', { timeout: limitMs }, async (_, spoil, says) => {
  await command('compare', 'good/report.json', '--save', 'suite.json');
  await user.write('spoilt.json', spoil(user.read('suite.json')));
  const { code, stderr } = await command('compare', 'spoilt.json', 'good/report.json');
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
});

test('what is not comparable says what was expected, what came, and how to fix it', async () => {
  const kinds = await command('compare', 'good/report.json', 'good/load.json');
  expect([kinds.code, kinds.stderr]).toEqual([
    2,
    expect.stringContaining('of a suite, got good/load.json of a load'),
  ]);
  const alone = await command('compare', 'good/report.json');
  expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--save')]);
  const margin = await command(
    'compare',
    'good/load.json',
    'good/load.json',
    '--margin',
    'godput=1%',
  );
  expect([margin.code, margin.stderr]).toEqual([
    2,
    expect.stringContaining('Did you mean goodput'),
  ]);
});
