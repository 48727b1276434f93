import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ptyCommand } from './pty-command.ts';

const path = process.env['PATH'] ?? '';

test('words reach the program as they are, on a terminal of 120 columns', () => {
  const words = ["it's", '$HOME "x"', '', 'a\\b'];
  const says = 'console.log(process.stdout.columns, JSON.stringify(process.argv.slice(1)))';
  const [file = '', ...rest] = ptyCommand([process.execPath, '-e', says, ...words], path);
  const text = execFileSync(file, rest, { encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });
  expect(text.trim()).toMatch(/120/);
  expect(text).toContain(JSON.stringify(words));
});

test('macOS gives the words one by one', () => {
  expect(ptyCommand(['agent', 'a b'], path, 'darwin')).toEqual([
    'script',
    '-q',
    '/dev/null',
    'sh',
    '-c',
    expect.stringContaining('exec "$@"'),
    'sh',
    'agent',
    'a b',
  ]);
});

test('a machine without it is told what to install', () => {
  expect(() => ptyCommand(['agent'], '/nowhere')).toThrow(/Install util-linux/);
});
