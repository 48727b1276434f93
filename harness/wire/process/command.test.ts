import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkCommand, nameOfCommand } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'brownout-command-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'agent'), '#!/bin/sh\n', { mode: 0o755 });
writeFileSync(join(folder, 'notes'), '', { mode: 0o644 });

const check = (command: readonly string[], cwd = folder, PATH = folder) =>
  checkCommand({ command, cwd, env: { PATH } });

test('a program is found on the PATH and by its path from cwd', () => {
  check(['agent']);
  check(['./agent', '--fast']);
  check([join(folder, 'agent')], tmpdir());
});

test.each([
  [['agnet'], 'command not found: agnet'],
  [['./missing'], 'command not found: ./missing'],
  [['notes'], 'command not found: notes'],
  [['.'], 'command not found: .'],
])('%s is not', (command, got) => {
  const expected = `\`${command[0]}\` to start in ${folder}`;
  expect(() => check(command)).toThrow(
    expect.objectContaining({ code: 'system-died', got, expected }),
  );
});

test('a whole command line in one word is told apart', () => {
  const fix = 'Give one word an entry: the command is not read by a shell.';
  expect(() => check(['python3 agent.py'])).toThrow(expect.objectContaining({ fix }));
});

test('no folder, no command', () => {
  const got = 'no folder /nowhere/at/all';
  expect(() => check(['agent'], '/nowhere/at/all')).toThrow(expect.objectContaining({ got }));
  expect(() => check([])).toThrow(expect.objectContaining({ code: 'bad-argument' }));
});

test('the name is what one would type', () => {
  expect(nameOfCommand(['python3', 'agent.py', 'two words'])).toBe("python3 agent.py 'two words'");
});
