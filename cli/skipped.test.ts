import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce, scenarioText } from './testing/snippets.ts';

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write(
    'needy.scenario.ts',
    scenarioText(`
      import { HarnessError, link } from 'brownout';
      const db = link(() => {
        throw new HarnessError('missing-part', {
          expected: 'a database', got: 'none', fix: 'Install one.',
        });
      });
      export default scenario('needs a database', { ...base, points: { tool, db } });`),
  );
  await user.write('other.scenario.ts', booksOnce);
});
afterAll(() => user.remove());

const why = 'expected a database, got none. Install one.';

test.concurrent('a scenario whose part is missing is skipped, and the others count', async () => {
  const ended = await brownout(['run', '--workers', '1', '--out', 'both'], { cwd: user.path });
  expect(ended.code).toBe(0);
  expect(ended.stderr).toContain(`skipped  needs a database  (${why})`);
  expect(ended.stderr).toContain(`brownout: skipped 1 of the scenarios: ${why}`);
  expect(ended.stdout).toContain('1 passed');
});

test.concurrent('where nothing else is left, nothing was shown', async () => {
  const ended = await brownout(['run', 'needy.scenario.ts', '--out', 'one'], { cwd: user.path });
  expect(ended.code).toBe(3);
  expect(ended.stderr).toContain(why);
});

test.concurrent('the matrix skips its careful system and its mutants', async () => {
  const args = ['matrix', '--workers', '1', '--runs', '2', '--out', 'matrix'];
  const ended = await brownout(args, { cwd: user.path });
  expect(ended.code).toBe(0);
  expect(ended.stderr.match(/^ {2}skipped /gm)).toHaveLength(2);
  expect(ended.stderr).toContain(`brownout: skipped 1 of the scenarios: ${why}`);
});
