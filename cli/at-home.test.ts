import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { builtPackage } from './testing/built-package.ts';
import { brownout } from './testing/command.ts';
import { folderIn } from './testing/folder.ts';
import { booksOnce } from './testing/snippets.ts';

test('it runs where there is no home, and nothing to write to among the modules', async () => {
  const user = await folderIn(tmpdir());
  try {
    const index = `'${builtPackage}/dist/index.js'`;
    await user.write('a.scenario.ts', booksOnce.replace("'brownout'", index));
    // A file where a folder would have to be: root may write to all others.
    await user.write('node_modules', '');
    const env = { HOME: '/dev/null', XDG_DATA_HOME: '' };
    const { code, stdout } = await brownout(['run'], { cwd: user.path, env });
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 passed')]);
    expect(user.list('.brownout')).not.toContain('vitest');
  } finally {
    await user.remove();
  }
});
