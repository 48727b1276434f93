import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openMessages } from './http-messages.ts';

/** Messages as `first…` lines: where each begins, what it is made of, whether it was completed. */
function split(...reads: readonly string[]): readonly string[] {
  const messages = openMessages();
  const found: string[] = [];
  for (const read of reads) {
    for (const { data, message, isFirst, isLast } of messages.split(Buffer.from(read))) {
      const text = Buffer.from(data).toString();
      if (isFirst || !message || found.length === 0) found.push(message ? text : `raw ${text}`);
      else found[found.length - 1] += text;
      if (isLast) found[found.length - 1] += '.';
    }
  }
  return found;
}

const get = 'GET / HTTP/1.1\r\na: b\r\n\r\n';
const post = 'POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc';
const chunked =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\na\r\n0123456789\r\n0\r\nt: u\r\n\r\n';
const empty = 'HTTP/1.1 304 Not Modified\r\ncontent-length: 9\r\n\r\n';
const interim = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx';

test('however the bytes were read, messages begin and end where they do', () => {
  const all = [get, post, chunked, empty, interim];
  const cuts = fc.array(fc.nat(all.join('').length), { maxLength: 12 });
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 1 }), cuts, (some, at) => {
      const text = some.join('');
      const edges = [0, ...at.filter((cut) => cut < text.length).toSorted((a, b) => a - b)];
      const reads = edges.map((edge, n) => text.slice(edge, edges[n + 1])).filter(Boolean);
      expect(split(...reads)).toEqual(some.map((message) => `${message}.`));
    }),
  );
});

test('a reply without a length lasts until the end, as do upgrades and tunnels', () => {
  const endless = 'HTTP/1.1 200 OK\r\n\r\nabc';
  expect(split(endless, get)).toEqual([endless + get]);
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\n\r\n';
  expect(split(`${upgrade}x`, 'y')).toEqual([`${upgrade}xy`]);
  const tunnel = 'CONNECT a:443 HTTP/1.1\r\n\r\n';
  expect(split(`${tunnel}x`, get)).toEqual([`${tunnel}x${get}`]);
});

test('a reply to HEAD, whose body never comes, ends where the next begins', () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n';
  expect(split(head, empty)).toEqual([head, `${empty}.`]);
});

test('what is no HTTP is passed over, up to a message that begins a read', () => {
  expect(split('*1\r\nPING', get)).toEqual(['raw *1\r\nPING', `${get}.`]);
  const half = 'body that began before\r\n';
  expect(split(half, half, post)).toEqual([`raw ${half}`, `raw ${half}`, `${post}.`]);
});

test('a head that never ends is not kept forever', () => {
  const messages = openMessages();
  messages.split(Buffer.from(`GET / HTTP/1.1\r\n${'a'.repeat(70_000)}`));
  const [stretch] = messages.split(Buffer.from('\r\n\r\n'));
  expect(stretch).toMatchObject({ isFirst: false, isLast: false });
});
