import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout, start } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { scenarioText } from './testing/snippets.ts';

const limitMs = 240_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
});
afterAll(() => user.remove());

/** A scenario whose plan strikes for some seeds, or for none, or is the same for all of them. */
const withPlan = (plan: string) =>
  scenarioText(`export default scenario('it is drawn', { ...base, mutants: {}, plan: ${plan} });`);
const some = '(_, seed) => [lostReply().at("tool", { calls: seed % 3 === 0 ? 99 : 1 })]';
const none = '(_, seed) => [lostReply().at("tool", { calls: 90 + seed })]';
const hardly = '(_, seed) => seed % 3 === 0 ? [lostReply().at("tool", { calls: 1 })] : []';
const fixed = 'lostReply().at("tool", { calls: 99 })';
const chance = 'lostReply().at("tool", { chance: 0.3 })';

test.each([
  [
    'some strike',
    { some, chance, hardly },
    0,
    [2, 5, 4].map((n) => `${n} of 6 runs struck nothing`),
  ],
  ['none strikes', { none, fixed }, 3, ['unknown', 'the fault never struck', 'never struck:']],
])('of the drawn faults %s', { timeout: limitMs }, async (title, drawn, code, says) => {
  const folder = title.replace(' ', '-');
  for (const [name, plan] of Object.entries(drawn)) {
    await user.write(`${folder}/${name}.scenario.ts`, withPlan(plan));
  }
  const words = (verb: string) => [
    verb,
    folder,
    '--workers',
    '1',
    '--runs',
    '6',
    '--out',
    `out-${folder}`,
  ];
  const ended = await brownout(words('run'), { cwd: user.path });
  expect(ended.code).toBe(code);
  for (const one of says) expect(ended.stdout).toContain(one);
  const lines = ended.stdout.split('\n');
  const pass = lines.filter((line) => line.startsWith('  pass '));
  const unknown = lines.filter((line) => line.startsWith('  unknown '));
  const count = Object.keys(drawn).length;
  expect([pass.length, unknown.length]).toEqual(code === 0 ? [count, 0] : [0, count]);
  expect(ended.stdout.includes('never struck:')).toBe(code === 3);
  const matrix = await brownout(words('matrix'), { cwd: user.path });
  expect(matrix.stdout.includes('unknown')).toBe(code === 3);
});

test('a test of which the faults struck nothing is skipped', { timeout: limitMs }, async () => {
  await user.write('a.scenario.ts', withPlan(some));
  await user.write('b.scenario.ts', withPlan(none));
  const all = ['a', 'b'].map((it) => `import ${it} from './${it}.scenario.ts';\n`).join('');
  const text = `import { verify } from 'brownout/vitest';\n${all}verify(a, { runs: 4, out: 'kept' });\nverify(b, { runs: 2 });\n`;
  await user.write('drawn.test.ts', text);
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const line = [process.execPath, vitest, 'run', 'drawn.test.ts'];
  const ended = await start(line, { cwd: user.path, limitMs, env: { NO_COLOR: '1' } }).ended;
  expect(ended.stdout).toMatch(/Tests +1 failed \| 3 passed \| 2 skipped/);
});
