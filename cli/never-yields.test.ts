import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { scenarioText } from './testing/snippets.ts';

// Such code is ended by the processor time that it takes, several times over where a failure is replayed.

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write(
    'spins.scenario.ts',
    scenarioText(`
      const spins = async () => {
        for (;;);
      };
      export default scenario('it spins', {
        ...base, mutants: {}, deadline: '500 ms', system: inProcess(() => spins),
      });`),
  );
});
afterAll(() => user.remove());

test.concurrent('an agent that never yields in virtual time is hung', async () => {
  const ended = await brownout(['run', '--out', 'sim'], { cwd: user.path });
  expect(ended.stdout).toMatch(/FAIL +it spins .*hung/);
  expect(ended.code).toBe(1);
});

test.concurrent('in real time its process is ended, which no run passes', async () => {
  const ended = await brownout(['run', '--mode', 'wire', '--out', 'wire'], { cwd: user.path });
  expect(ended.stderr).toContain('has not yielded for 6 s of work');
  expect(ended.stdout).toContain('or never have yielded');
  expect(ended.code).toBe(2);
});
