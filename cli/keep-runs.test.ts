import { afterAll, beforeAll, expect, it } from 'vitest';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce } from './testing/snippets.ts';

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('books.scenario.ts', booksOnce);
});
afterAll(() => user.remove());

interface Report {
  readonly meta: unknown;
  readonly families: readonly { readonly scenarios: readonly object[] }[];
}

/** What is not of this very command: its words and how long it took. */
const apart = (report: Report) => ({
  ...report,
  meta: null,
  families: report.families.map((family) => ({
    ...family,
    scenarios: family.scenarios.map((scenario) => ({ ...scenario, tookMs: 0 })),
  })),
});

it('--keep-runs writes so many runs of each kind, and the report is that of all', async () => {
  const run = (kept: string) => {
    const args = ['run', 'books.scenario.ts', '--runs', '7', '--keep-runs', kept, '--out', kept];
    return brownout(args, { cwd: user.path });
  };
  expect(await run('2')).toMatchObject({ code: 0 });
  expect(await run('all')).toMatchObject({ code: 0 });
  expect(user.list('2/runs')).toHaveLength(2);
  expect(user.list('all/runs')).toHaveLength(7);
  expect(apart(user.json('2/report.json') as Report)).toEqual(
    apart(user.json('all/report.json') as Report),
  );
  expect(await run('some')).toMatchObject({ code: 2 });
});
