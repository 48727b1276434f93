import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtMain } from '../testing/built-package.ts';
import { atMostEvery } from './screen.ts';
import { start, type Ended } from '../testing/command.ts';
import { folderInside, type Folder } from '../testing/folder.ts';
import { booksOnce } from '../testing/snippets.ts';

const limitMs = 90_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('a.scenario.ts', booksOnce);
});
afterAll(() => user.remove());

const colour = /\u001b\[[\d;]*m/;
const liveLine = 'of 1 file: books once';

// Only util-linux's `script` takes a command and gives back its exit code.
const terminal = 'script';
const hasTerminal = spawnSync(terminal, ['-qec', 'true', '/dev/null']).status === 0;

describe.runIf(hasTerminal)('on a terminal (needs `script` of util-linux)', () => {
  const onTerminal = async (
    env: Readonly<Record<string, string>>,
    args = 'matrix --runs 2',
    size = 'stty cols 80 rows 40',
  ): Promise<Ended> => {
    const line = `${size}; exec "$NODE" "$MAIN" ${args}`;
    return await start([terminal, '-qec', line, '/dev/null'], {
      cwd: user.path,
      env: { TERM: 'xterm', NODE: process.execPath, MAIN: builtMain, ...env },
    }).ended;
  };

  test('there are colours and one live line, within 80 columns', { timeout: limitMs }, async () => {
    const { stdout, code } = await onTerminal({});
    expect(code).toBe(0);
    expect(stdout).toMatch(colour);
    expect(stdout).toContain(liveLine);
    expect(stdout).not.toMatch(/^ {2}flagged/m);
    const plain = stdout.replaceAll(/\u001b\[[\d;?]*[A-Za-z]/g, '').split(/\r?\n|\r/);
    const long = plain.filter((line) => line.length > 80 && !line.includes('brownout replay'));
    expect(long.filter((line) => !line.includes(liveLine))).toEqual([]);
  });

  test('NO_COLOR leaves the live line, without colour', { timeout: limitMs }, async () => {
    const { stdout } = await onTerminal({ NO_COLOR: '1' });
    expect(stdout).not.toMatch(colour);
    expect(stdout).toContain(liveLine);
  });

  const search = 'explore a.scenario.ts --keep-going --out searched';
  const whereItIs = /(outages|level \d): [\d,]+ runs?, \d+ a second, \d+ left, \d+ found/;

  test('a search tells where it is', { timeout: limitMs }, async () => {
    const { stdout, signal } = await onTerminal({ NO_COLOR: '1' }, search);
    expect(signal).toBe(null);
    expect(stdout).toMatch(whereItIs);
    expect(stdout).not.toMatch(colour);
  });

  test('one that does not say how wide it is has no live line', { timeout: limitMs }, async () => {
    const { stdout, signal } = await onTerminal({}, search, 'stty cols 0 rows 0');
    expect(signal).toBe(null);
    expect(stdout).not.toMatch(/\r(?!\n)|\u001b\[\d*[A-K]/);
    expect(stdout).toContain('wrote report');
  });

  test('a dumb terminal gets lines that stay', { timeout: limitMs }, async () => {
    const { stdout } = await onTerminal({ TERM: 'dumb' });
    expect(stdout).not.toMatch(/\r(?!\n)|\u001b\[\d*[A-K]/);
    expect(stdout).toMatch(/^ {2}flagged +demo\.no-key/m);
  });
});

test('where there is no terminal, what goes on is told now and then', () => {
  let now = 0;
  const lines: string[] = [];
  const tell = atMostEvery(
    10_000,
    (line) => lines.push(line),
    () => now,
  );
  for (let run = 1; run <= 50; run += 1) {
    now += 4_000;
    tell(`run ${run} of 50`);
  }
  expect(lines.slice(0, 3)).toEqual(['run 3 of 50', 'run 6 of 50', 'run 9 of 50']);
  expect(lines).toHaveLength(16);
});
