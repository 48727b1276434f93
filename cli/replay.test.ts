import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce } from './testing/snippets.ts';
import { runInProcess } from './testing/run-in-process.ts';

// They wait for one another.
const limitMs = 240_000;
let user: Folder;
let found = '';
let edits = 0;

beforeAll(async () => {
  user = await folderInside();
  await user.write('a.scenario.ts', booksOnce);
  const args = ['run', '--variant', 'demo.no-key', '--reporter', 'json'];
  await brownout(args, { cwd: user.path });
  found = `.brownout/repros/${user.list('.brownout/repros')[0]}`;
}, limitMs);
afterAll(() => user.remove());

const replay = (...args: readonly string[]) => brownout(['replay', ...args], { cwd: user.path });

/** The replay file with some of its text changed, as by hand. */
async function edited(from: string, to: string): Promise<string> {
  const text = user.read(found);
  expect(text).toContain(from);
  const name = `edited-${(edits += 1)}.repro.json`;
  await user.write(name, text.replaceAll(from, to));
  return name;
}

test.concurrent(
  'a failure that is still there is reproduced, and 1',
  { timeout: limitMs },
  async () => {
    const { code, stdout } = await replay(found);
    expect(code).toBe(1);
    expect(stdout).toContain('reproduced: task during-1: POST /book landed 2 times');
    expect(stdout).toContain(`npx brownout replay ${found}`);
  },
);

test.concurrent('a system that holds is fixed, and 0', { timeout: limitMs }, async () => {
  const { code, stdout } = await replay(found, '--variant', 'careful');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^fixed: exactly-once passes under the same faults/);
});

test.concurrent(
  'faults that strike nothing now are stale, and 3',
  { timeout: limitMs },
  async () => {
    const { code, stdout } = await replay(await edited('"attempt": 1', '"attempt": 7'));
    expect(code).toBe(3);
    expect(stdout).toMatch(/^stale: strike 1 \(lost-reply at tool\) did not strike/);
  },
);

test.concurrent('a check that is gone is stale, and 3', { timeout: limitMs }, async () => {
  const { code, stdout } = await replay(await edited('"check": "exactly-once"', '"check": "x"'));
  expect(code).toBe(3);
  expect(stdout).toContain('the scenario has no check x now');
});

test.concurrent.for([
  ['"books once"', '"books twice"', 'to hold the scenario "books twice"'],
  ['"lost-reply"', '"lost-replyy"', 'Did you mean lost-reply?'],
] as const)('%s edited to %s is 2', { timeout: limitMs }, async ([from, to, says]) => {
  const { code, stdout, stderr } = await replay(await edited(from, to));
  expect(`${stdout}${stderr}`.replaceAll(/\s+/g, ' ')).toContain(says);
  expect(code).toBe(2);
});

test.for([
  ['"version": 2', '"version": 9', 'got version 9'],
  ['"epochMs": ', '"epochMs": true, "was": ', 'origin.epochMs: '],
  ['"path": [', '"path": [7, ', 'origin.path[0]: '],
  ['"brownout": ', '"brown": ', 'madeWith.brownout: '],
  ['"mode": "sim"', '"mode": "slow"', 'one of "sim"|"wire"'],
  ['"seed": 1', '"seed": "one"', 'seed: '],
  ['"seed": 1,', '', 'seed: '],
  ['a.scenario.ts', 'gone.scenario.ts', 'the folder it was found in'],
] as const)('%s edited to %s is 2 before anything runs', async ([from, to, says]) => {
  const { code, stdout, stderr } = await runInProcess(['replay', await edited(from, to)], user);
  expect(stderr).toContain(says);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});
