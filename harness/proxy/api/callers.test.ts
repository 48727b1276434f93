import { expect, test } from 'vitest';
import { callersOf } from './callers.ts';

const turnedAway = (where: string, host: string | undefined, origin?: string) =>
  callersOf(where)({ host, ...(origin !== undefined && { origin }) }) !== null;

test.for([
  'localhost',
  'LOCALHOST:8474',
  'localhost.:8474',
  'api.localhost:1',
  '127.0.0.1:8474',
  '127.8.9.10',
  '[::1]:8474',
  '[::ffff:127.0.0.1]',
])('loopback may be called %s', (host) => {
  expect(turnedAway('127.0.0.1', host)).toBe(false);
});

test.for([
  'evil.example',
  'evil.example:8474',
  'localhost.evil.example',
  'notlocalhost',
  '127.0.0.1.evil.example',
  '192.168.0.9:8474',
  'evil.example@127.0.0.1',
  '127.0.0.1/evil.example',
  '',
  '[::1',
])('but not %s: a name can be made to lead here', (host) => {
  expect(turnedAway('127.0.0.1', host)).toBe(true);
});

test('it may be called what it was started with, and at every address anything', () => {
  expect(turnedAway('192.168.0.9', '192.168.0.9:8474')).toBe(false);
  expect(turnedAway('box.lan', 'Box.lan:8474')).toBe(false);
  expect(turnedAway('box.lan', 'localhost')).toBe(false);
  expect(turnedAway('192.168.0.9', 'box.lan:8474')).toBe(true);
  for (const where of ['0.0.0.0', '::', '']) {
    expect(turnedAway(where, 'toxiproxy:8474')).toBe(false);
    expect(turnedAway(where, 'toxiproxy:8474', 'http://toxiproxy:8474')).toBe(true);
  }
});

test.for([
  ['http://localhost:3000', false],
  ['https://127.0.0.1', false],
  ['http://[::1]:3000', false],
  ['http://evil.example', true],
  ['https://localhost.evil.example', true],
  ['null', true],
  ['', true],
  ['http://', true],
] as const)('a page from %s: turned away is %s', ([origin, is]) => {
  for (const where of ['127.0.0.1', '0.0.0.0', '']) {
    expect(turnedAway(where, '127.0.0.1:8474', origin)).toBe(is);
  }
});

test('a program of HTTP/1.0 names no host', () => {
  expect(turnedAway('127.0.0.1', undefined)).toBe(false);
});
