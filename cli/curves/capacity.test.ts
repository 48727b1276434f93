import { afterAll, beforeAll, expect, test } from 'vitest';
import { capacitySchema } from '../../harness/model/load/capacity.ts';
import { brownout } from '../testing/command.ts';
import { folderInside, type Folder } from '../testing/folder.ts';
import { scenarioText } from '../testing/snippets.ts';

const limitMs = 120_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  const shop = `api([http.post('/book', () => HttpResponse.json({ id: nonce('BK') }))], {
    capacity: { workers: 1, service: '50 ms' } })`;
  const text = `export default scenario('books', { ...base, points: { tool: ${shop} },
    tasks: [{ input: 'book' }], plan: [], mutants: {}, checks: [completes()] });`;
  await user.write('books.scenario.ts', scenarioText(text));
});
afterAll(() => user.remove());

const capacity = (...more: readonly string[]) =>
  brownout(['load', 'books.scenario.ts', '--find-capacity', ...more], { cwd: user.path, limitMs });

test('a shop that does 20 a second', { timeout: limitMs }, async () => {
  const args = ['--rate', '16', '--arrivals', 'constant', '--slo', 'goodput>=95%'];
  const { code, stdout } = await capacity(...args);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/holds at 1\d[\d.]* .* fails at 2\d/)]);
  expect(stdout).toContain('.brownout/capacity.html');
  const found = capacitySchema.parse(user.json('.brownout/capacity.json'));
  expect(found.holdsAt).toBeLessThanOrEqual(20);
  expect(found.failsAt).toBeGreaterThan(20);
  expect(user.json('.brownout/capacity.load.json')).toMatchObject({ rate: found.failsAt });
  const markdown = user.read('.brownout/capacity.md');
  const command = /npx brownout (load books.*--plan.*)/.exec(markdown)?.[1] ?? '';
  expect(command).toContain(`--rate ${found.failsAt}`);
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );
  const again = await brownout([...words, '--out', 'again'], { cwd: user.path, limitMs });
  const bytes = (file: string) => user.read(file).replace(/"tookMs":\d+/, '');
  expect([again.code, bytes('again/load.json')]).toEqual([
    1,
    bytes('.brownout/capacity.load.json'),
  ]);
});

test.each([
  [[], 'a bound that must hold'],
  [['--slo', 'goodput>=95%', '--sweep', 'rate=1..10/2'], 'cannot be used with'],
])('%j is refused', { timeout: limitMs }, async (more, words) => {
  const { code, stderr } = await capacity(...more);
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
});
