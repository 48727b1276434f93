import { expect, test } from 'vitest';
import { emptyScreen, matchIn } from './screen.ts';

const still = new AbortController().signal;
const over = AbortSignal.abort();

test('text is without codes, and a line is as it was written last', () => {
  const screen = emptyScreen();
  screen.push(Buffer.from('\u001b[1mDesk\u001b[0m\r\nloading\r\u001b[2Kready\r\n'));
  expect(screen.since(0)).toBe('Desk\nready\n');
  const from = screen.size();
  const [first, ...rest] = Buffer.from('é');
  screen.push(Buffer.from([first ?? 0]));
  screen.push(Buffer.from(rest));
  expect(screen.since(from)).toBe('é');
});

test('a sign is one that is shown since then, however its pieces come', async () => {
  const screen = emptyScreen();
  screen.push(Buffer.from('> '));
  expect(await screen.shows(/^> $/m, 0, still)).toBe(true);
  const from = screen.size();
  const later = screen.shows(/^> $/gm, from, still);
  screen.push(Buffer.from('tea\r\n>'));
  screen.push(Buffer.from(' '));
  expect(await later).toBe(true);
  expect(await screen.shows(/^> $/m, screen.size(), over)).toBe(false);
});

test('nobody waits for a sign longer than until the signal', async () => {
  const leaving = new AbortController();
  const shown = emptyScreen().shows(/>/, 0, leaving.signal);
  leaving.abort();
  expect(await shown).toBe(false);
  expect(await emptyScreen().isQuiet(over)).toBe(false);
});

test('of several matches it is the last', () => {
  expect(matchIn('> a\n> b', /> /y)?.index).toBe(4);
  expect(matchIn('a', />/)).toBeUndefined();
});

test('it is quiet once nothing more is shown', async () => {
  const screen = emptyScreen();
  let shown = 0;
  const showing = setInterval(() => {
    shown += 1;
    screen.push(Buffer.from('.'));
    if (shown === 80) clearInterval(showing);
  }, 10);
  expect(await screen.isQuiet(still)).toBe(true);
  expect(shown).toBe(80);
});
