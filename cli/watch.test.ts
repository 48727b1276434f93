import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce } from './testing/snippets.ts';

interface Report {
  readonly meta: { readonly startedAt: string };
}

const limitMs = 90_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
});
afterAll(() => user.remove());

test(
  'runs again when a scenario or an agent changes, until Ctrl-C',
  { timeout: limitMs },
  async () => {
    await user.write('a.scenario.ts', booksOnce);
    await user.write('agent.mjs', 'export {};');
    const running = startBrownout(['run', '--watch'], { cwd: user.path });
    const rounds = (count: number) =>
      running.until((said) => said.split('waiting for a file to change').length > count);
    const began = () => (user.json('.brownout/report.json') as Report).meta.startedAt;
    await rounds(1);
    const first = began();
    await user.write('a.scenario.ts', booksOnce.replace("'books once'", "'books but once'"));
    await rounds(2);
    expect(running.said()).toMatch(/pass +books but once/);
    expect(began()).not.toBe(first);
    await user.write('agent.mjs', 'export const changed = true;');
    await rounds(3);
    await user.write('a.scenario.ts', "throw new Error('boom');");
    await rounds(4);
    // It is told of on another stream than the wait.
    await running.until((said) => said.includes('Error: boom'));
    running.kill('SIGINT', 'group');
    expect(await running.ended).toMatchObject({ code: 130, signal: null });
  },
);
