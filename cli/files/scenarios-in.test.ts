import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportSchema } from '../../reports/summary/summary.ts';
import { brownout } from '../testing/command.ts';
import { folderInside, type Folder } from '../testing/folder.ts';
import { booksOnce } from '../testing/snippets.ts';

const limitMs = 120_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
});
afterAll(() => user.remove());

test.for([
  ['serve', "\nthrow new Error('boom');", 'Error: boom (at a.scenario.ts:2)'],
  ['serve', "export default scenario('x', {", 'PARSE_ERROR', '(at a.scenario.ts:1)'],
  ['serve', "import './gone';", './gone', '(at a.scenario.ts:1)'],
] as const)(
  '%s: what keeps a file from loading is the file’s: %j',
  { timeout: limitMs },
  async ([verb, text, ...words]) => {
    await user.write('a.scenario.ts', text);
    const { code, stdout, stderr } = await brownout([verb, 'a.scenario.ts'], { cwd: user.path });
    for (const word of ['expected a.scenario.ts to load', ...words]) expect(stderr).toContain(word);
    expect(stderr).not.toContain('bug in brownout');
    expect([code, stdout]).toEqual([2, '']);
  },
);

test('run and explore say alike what keeps files from loading', { timeout: limitMs }, async () => {
  const bad = {
    syntax: "export default scenario('x', {",
    throws: "\nthrow new Error('boom');",
    import: "import './gone';",
    'no-default': 'export default 1;',
  };
  for (const [name, text] of Object.entries(bad)) {
    await user.write(`both/${name}.scenario.ts`, text);
  }
  const errors = ['run', 'explore'].map(async (verb) => {
    const args = [verb, 'both', '--out', verb, '--reporter', 'json'];
    const { code } = await brownout(args, { cwd: user.path });
    const told = reportSchema.parse(user.json(`${verb}/report.json`)).errors;
    return [code, told.toSorted((a, b) => a.file.localeCompare(b.file))];
  });
  const [inRun, inExplore] = await Promise.all(errors);
  expect(inExplore).toEqual(inRun);
  expect(inRun).toEqual([2, expect.objectContaining({ length: Object.keys(bad).length })]);
});

test(
  'in a package of "type": "commonjs" files that look like modules are such',
  { timeout: limitMs },
  async () => {
    const old = "module.exports = { from: require('node:path').sep };";
    const imports =
      "import old from './old.js';\nimport { one } from './one.js';\nimport './two.ts';";
    const check = "if (old.from !== '/' || one !== 1) throw new Error('not as written');";
    await user.write('cjs/package.json', '{ "type": "commonjs" }');
    await user.write('cjs/old.js', old);
    await user.write('cjs/one.js', '// A module.\nexport const one = 1;');
    await user.write('cjs/two.ts', "import type { Two } from './three.ts';\nexport let two: Two;");
    await user.write('cjs/three.ts', 'export type Two = 2;');
    await user.write('cjs/a.scenario.ts', `${imports}\n${booksOnce}\n${check}`);
    const args = ['explore', 'cjs', '--workers', '2', '--depth', '1', '--keep-going'];
    const { stdout, stderr } = await brownout(args, { cwd: user.path });
    expect(stdout).toContain('1 way to break it');
    expect(stderr).not.toMatch(/warning/i);
  },
);
