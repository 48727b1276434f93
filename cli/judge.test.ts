import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout, brownoutAnew } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { scenarioText } from './testing/snippets.ts';

const limitMs = 120_000;
const drawn = (checks: string) =>
  scenarioText(`import { plans } from 'brownout';
export default scenario('books once', { ...base, plan: plans({ points: { tool } }), system: agent(false),
  mutants: {}, checks: [${checks}] });`);
const both = "completes(), exactlyOnce('tool')";
let user: Folder;
let ran = 0;

beforeAll(async () => {
  user = await folderInside();
  await user.write('a.scenario.ts', drawn(both));
  const args = ['run', '--runs', '50', '--no-shrink', '--reporter', 'json'];
  ran = (await brownout(args, { cwd: user.path })).code ?? -1;
}, limitMs);
afterAll(() => user.remove());

/** Judges saved runs by a scenario file with these checks. */
async function judged(checks: string, ...args: readonly string[]) {
  await user.write('a.scenario.ts', drawn(checks));
  const judge = checks === both ? brownout : brownoutAnew;
  return await judge(['judge', ...(args.length > 0 ? args : ['.brownout/runs'])], {
    cwd: user.path,
  });
}

test('fifty saved runs get the verdicts that they had', { timeout: limitMs }, async () => {
  expect(ran).toBe(1);
  const { code, stdout } = await judged(both);
  expect([code, stdout]).toEqual([1, expect.stringMatching(/^50 saved runs: .*\d+ fail/)]);
  expect(stdout).toContain('Every verdict is as it was.');
  const asJson = await judged(both, '.brownout/runs', '--json');
  const rows = JSON.parse(asJson.stdout) as { was: string; result: string; file: string }[];
  expect(rows).toHaveLength(50);
  for (const { was, result, file } of rows) expect(result, file).toBe(was);
  expect(new Set(rows.map(({ result }) => result)).size).toBeGreaterThan(1);
});

test('by other checks they may get others, and which is told', { timeout: limitMs }, async () => {
  const { code, stdout } = await judged("check('never', () => false)");
  expect(code).toBe(1);
  expect(stdout).toMatch(/50 differ:/);
  expect(stdout).toContain('never: fail, was not there: never');
  expect(stdout).toContain('exactly-once: gone, was fail');
});

test.each<[string, (run: string) => string, string]>([
  ['cut short', (run) => run.slice(0, -100), 'text that is not JSON'],
  ['of another version', (run) => run.replaceAll('"version":2', '"version":9'), 'version 9'],
  [
    'whose scenario is elsewhere',
    (run) => run.replaceAll('"a.scenario.ts"', '"/etc/hosts"'),
    'which is not of this project',
  ],
  [
    'whose scenario was renamed',
    (run) => run.replaceAll('"books once"', '"books twice"'),
    'a.scenario.ts to hold the scenario "books twice"',
  ],
])('a run that is %s is a clear error', { timeout: limitMs }, async (_, spoil, says) => {
  const [first = ''] = user.list('.brownout/runs');
  await user.write('spoilt.json', spoil(user.read(`.brownout/runs/${first}`)));
  const { code, stderr } = await judged(both, 'spoilt.json');
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
});

test('where there are no runs, it says where they come from', async () => {
  const { code, stderr } = await judged(both, 'nowhere');
  expect([code, stderr]).toEqual([2, expect.stringContaining('.brownout/runs')]);
});
