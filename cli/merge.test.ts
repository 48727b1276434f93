import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { scenarioText } from './testing/snippets.ts';

const limitMs = 240_000;
let user: Folder;
const command = (...args: readonly string[]) => brownout(args, { cwd: user.path, limitMs: 90_000 });
const json = ['--reporter', 'json'];

beforeAll(async () => {
  user = await folderInside();
  for (const title of ['one', 'two', 'three']) {
    const mutants = 'mutants: {}';
    await user.write(
      `${title}.scenario.ts`,
      scenarioText(`export default scenario('${title}', { ...base, ${mutants} });`),
    );
  }
});
afterAll(() => user.remove());

/** A report without what differs from one process to the next: times, and the command as typed. */
function told(file: string): unknown {
  const text = user
    .read(file)
    .replaceAll(/"(tookMs|startedAt|command)": [^\n]*?(,?)\n/g, '"$1": 0$2\n');
  return JSON.parse(text) as unknown;
}

test('the parts of a run make the report of the whole', { timeout: limitMs }, async () => {
  const run = ['run', '--runs', '3', ...json];
  const whole = await command(...run, '--out', 'whole');
  for (const part of ['1/2', '2/2']) await command(...run, '--shard', part, '--out', 'parts');
  expect(user.list('parts')).toEqual(
    expect.arrayContaining(['blob-1-of-2.json', 'blob-2-of-2.json']),
  );
  const merged = await command('merge', 'parts', '--out', 'merged', ...json);
  expect(merged.code).toBe(whole.code);
  expect(told('merged/report.json')).toEqual(told('whole/report.json'));
  expect(JSON.stringify(told('merged/report.json'))).toContain('"runs":9');
});

test('so do the parts of searches', { timeout: limitMs }, async () => {
  const explore = ['explore', '.', '--depth', '1', '--budget', '30', ...json];
  const whole = await command(...explore, '--out', 'all');
  for (const part of ['1/2', '2/2']) await command(...explore, '--shard', part, '--out', 'search');
  const merged = await command('merge', 'search', '--out', 'found', ...json);
  expect(merged.code).toBe(whole.code);
  const plain = (file: string) => JSON.stringify(told(file)).replaceAll(/"goOn":[^,}]*/g, '');
  const moved = (text: string) => text.replaceAll(/\b(all|search)\/[0-9a-z]{8}\//g, '');
  expect(moved(plain('found/report.json'))).toBe(moved(plain('all/report.json')));
  const many = await command(...explore, '--shard', '1/9');
  expect([many.code, many.stderr]).toEqual([2, expect.stringContaining('as scenarios: 3')]);
});

test.each<[string, (first: string, second: string) => Readonly<Record<string, string>>, string]>([
  ['missing', (first) => ({ 'blob-1-of-2.json': first }), '--shard 2/2'],
  [
    'cut short',
    (first, second) => ({ 'blob-1-of-2.json': first, 'blob-2-of-2.json': second.slice(0, -9) }),
    'not JSON',
  ],
  [
    'changed',
    (first, second) => ({
      'blob-1-of-2.json': first,
      'blob-2-of-2.json': second.replaceAll('"seed":1,', '"seed":9,'),
    }),
    'was changed',
  ],
  [
    'there twice',
    (first, second) => ({
      'blob-1-of-2.json': first,
      'blob-2-of-2.json': second,
      'blob-3.json': second,
    }),
    'each part once',
  ],
  [
    'of another version',
    (first, second) => ({
      'blob-1-of-2.json': first,
      'blob-2-of-2.json': second.replace('"version":1', '"version":8'),
    }),
    'version 8',
  ],
  ['missing altogether', () => ({}), 'where --shard left them'],
])('a part that is %s is a clear error', { timeout: limitMs }, async (name, spoil, says) => {
  const [first, second] = [1, 2].map((n) => user.read(`parts/blob-${n}-of-2.json`));
  const folder = name.replaceAll(' ', '-');
  await user.write(`${folder}/note.txt`, '');
  for (const [file, text] of Object.entries(spoil(first!, second!))) {
    await user.write(`${folder}/${file}`, text);
  }
  const { code, stderr } = await command('merge', folder);
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
});

test('a part of another command is refused', { timeout: limitMs }, async () => {
  await command('run', '--runs', '4', ...json, '--shard', '2/2', '--out', 'other');
  await user.write('mixed/blob-1-of-2.json', user.read('parts/blob-1-of-2.json'));
  await user.write('mixed/blob-2-of-2.json', user.read('other/blob-2-of-2.json'));
  const { code, stderr } = await command('merge', 'mixed');
  expect([code, stderr]).toEqual([2, expect.stringContaining('parts of one suite')]);
});
