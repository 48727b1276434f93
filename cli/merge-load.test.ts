import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadReportSchema } from '../harness/model/load/load-report.ts';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { scenarioText } from './testing/snippets.ts';

const limitMs = 120_000;
let user: Folder;
const command = (...args: readonly string[]) => brownout(args, { cwd: user.path, limitMs: 90_000 });

beforeAll(async () => {
  user = await folderInside();
  const plan = "[lostReply().at('tool', { chance: 0.2 })]";
  const text = `export default scenario('books', { ...base, plan: ${plan} });`;
  await user.write('books.scenario.ts', scenarioText(text));
});
afterAll(() => user.remove());

const short = ['--rate', '20', '--phases', 'baseline:5s,fault:5s', '--slo', 'goodput>=10%'];
const load = (seed: number, ...more: readonly string[]) =>
  command('load', 'books.scenario.ts', ...short, '--seed', String(seed), ...more);

test('the parts of a load make the report of the whole', { timeout: limitMs }, async () => {
  const whole = await load(1, '--out', 'load-whole');
  for (const part of ['1/2', '2/2']) {
    const made = await load(1, '--shard', part, '--out', 'loads');
    expect([made.code, made.stdout]).toEqual([0, expect.stringContaining('loads/blob-')]);
  }
  const merged = await command('merge', 'loads', '--out', 'load-merged');
  expect(merged.code).toBe(whole.code);
  const report = (folder: string) => loadReportSchema.parse(user.json(`${folder}/load.json`));
  const [one, two] = ['load-whole', 'load-merged'].map(report);
  expect(two!.phases).toEqual(one!.phases);
  expect(two!.gates).toEqual(one!.gates);
  expect(two!.windows.map(({ responses }) => responses)).toEqual(
    one!.windows.map(({ responses }) => responses),
  );
  expect(user.read('load-merged/load.md')).toContain('load books.scenario.ts --rate 20');
});

test.each<[string, (second: string) => string | null, string]>([
  ['missing', () => null, '--shard 2/2'],
  ['cut short', (second) => second.slice(0, -9), 'not JSON'],
  ['changed', (second) => second.replace('"right":', '"right":1'), 'was changed'],
  ['of another version', (second) => second.replace('"version":1', '"version":8'), 'version 8'],
])(
  'a part of a load that is %s is a clear error',
  { timeout: limitMs },
  async (name, spoil, says) => {
    const folder = `load-${name.replaceAll(' ', '-')}`;
    const [first, second] = [1, 2].map((n) => user.read(`loads/blob-${n}-of-2.json`));
    await user.write(`${folder}/blob-1-of-2.json`, first!);
    const spoilt = spoil(second!);
    if (spoilt !== null) await user.write(`${folder}/blob-2-of-2.json`, spoilt);
    const { code, stderr } = await command('merge', folder);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  },
);

test.each([
  ['another seed', () => load(2, '--shard', '2/2', '--out', 'seed'), 'the seed of', 'seed'],
  [
    'another rate',
    () => load(1, '--rate', '21', '--shard', '2/2', '--out', 'rate'),
    'the rate of',
    'rate',
  ],
])('a part of a load of %s is refused', { timeout: limitMs }, async (_, make, says, folder) => {
  expect(await make()).toMatchObject({ code: 0 });
  await user.write(`${folder}/blob-1-of-2.json`, user.read('loads/blob-1-of-2.json'));
  const { code, stderr } = await command('merge', folder);
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
});

test('parts of a suite and of a load are not merged', { timeout: limitMs }, async () => {
  await command(
    'run',
    'books.scenario.ts',
    '--reporter',
    'json',
    '--shard',
    '1/1',
    '--out',
    'suite',
  );
  const { code, stderr } = await command('merge', 'suite', 'loads');
  expect([code, stderr]).toEqual([2, expect.stringContaining('of one suite, or of one load')]);
});
