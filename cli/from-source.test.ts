import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromSource } from './testing/command.ts';
import { folderIn, type Folder } from './testing/folder.ts';

let user: Folder;
beforeAll(async () => {
  user = await folderIn(tmpdir());
  const old = {
    name: 'brownout',
    version: '0.0.1',
    type: 'module',
    exports: { './*': './old.js' },
  };
  const exports = { ...old.exports, '.': './old.js' };
  await user.write('node_modules/brownout/package.json', JSON.stringify({ ...old, exports }));
  await user.write('node_modules/brownout/old.js', 'throw new Error("an older build");');
});
afterAll(() => user.remove());

test('a scenario that the command from source runs gets the source, and no older build', async () => {
  expect((await fromSource(['init', 'x'], { cwd: user.path })).code).toBe(0);
  const entries = ['brownout/faults', 'brownout/checks', 'brownout/testing'];
  const first = user.read('x/books-once.scenario.ts');
  const more = entries.map((entry) => `import '${entry}';\n`).join('');
  await user.write('x/books-once.scenario.ts', more + first);
  const { code, stdout } = await fromSource(['run', 'x'], { cwd: user.path });
  expect(stdout).toContain('1 passed');
  expect(code).toBe(0);
});
