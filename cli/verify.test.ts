import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout, start } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce, scenarioText } from './testing/snippets.ts';

const limitMs = 240_000;
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const careless = scenarioText(
  "const careless = scenario('books once', { ...base, system: agent(false), mutants: {} });",
);
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
});
afterAll(() => user.remove());

/** A user's own vitest, by a line as it is printed. */
async function shell(line: string) {
  const here = line.replace('npx vitest', `NO_COLOR=1 '${process.execPath}' '${vitest}'`);
  const { code, stdout, stderr } = await start(['sh', '-c', here], { cwd: user.path, limitMs })
    .ended;
  return { code, said: `${stdout}${stderr}` };
}

test(
  'a run that fails names its scenario’s file, the line of the test and a replay file',
  { timeout: limitMs },
  async () => {
    await user.write('world/books.scenario.ts', booksOnce);
    await user.write(
      'books.test.ts',
      `import { verify } from 'brownout/vitest';
import books from './world/books.scenario.ts';

verify(books, { variant: 'demo.no-key', runs: 2, out: 'kept' });
`,
    );
    const { code, said } = await shell('npx vitest run books.test.ts');
    expect(code).toBe(1);
    expect(said).toContain('POST /book landed 2 times');
    expect(said).toContain('world/books.scenario.ts');
    expect(said).toMatch(/❯ \S*books\.test\.ts:4:1/);
    expect(said).not.toMatch(/❯ .*verify\.ts/);
    const [, file = ''] = /npx brownout replay (\S+)/.exec(said) ?? [];
    expect(user.list('kept/repros').map((name) => `kept/repros/${name}`)).toContain(file);
    const again = await brownout(['replay', file], { cwd: user.path });
    expect(again.stdout).toContain('reproduced: ');
    expect(again.code).toBe(1);
  },
);

test(
  'one whose scenario stands in the test is seen again by the test',
  { timeout: limitMs },
  async () => {
    const text = `import { verify } from 'brownout/vitest';\n${careless}verify(careless, { out: 'kept' });\n`;
    await user.write('inline.test.ts', text);
    const found = await shell('npx vitest run inline.test.ts');
    expect(found.code).toBe(1);
    const [command = ''] = /BROWNOUT_REPLAY=\S+ npx vitest run .*/.exec(found.said) ?? [];
    const again = await shell(command);
    expect(again.said).toContain('reproduced: ');
    expect(again.code).toBe(1);
    await user.write('inline.test.ts', text.replaceAll('agent(false)', 'agent(true)'));
    expect((await shell(command)).code).toBe(0);
  },
);

test(
  'a run on the wire takes what it takes, whatever limit a suite has for its tests',
  { timeout: limitMs },
  async () => {
    const scenario = scenarioText(
      "const late = scenario('late', { ...base, tasks: [...base.tasks, ...base.tasks], plan: [slow({ ms: 800 }).at('tool')] });",
    );
    await user.write(
      'late.test.ts',
      `import { slow } from 'brownout';\nimport { verify } from 'brownout/vitest';\n${scenario}verify(late, { mode: 'wire' });\n`,
    );
    const { said } = await shell('npx vitest run --testTimeout 1000 late.test.ts');
    expect(said).not.toContain('Test timed out');
    expect(said).toContain('1 passed');
  },
);
