import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { problemIn } from '../check-toxic.ts';
import { httpReply } from './http-reply.ts';

const get = 'GET /a HTTP/1.1\r\nhost: x\r\n\r\n';
const busy = 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 4\r\n\r\nbusy';

test('upstream it answers each request once it is whole, and the server hears of none', () => {
  const { put, send, log, struck, chain } = rig({ stream: 'upstream' });
  put(httpReply, { body: 'busy' });
  send('POST /a HTTP/1.1\r\ncontent-length: 5\r\n\r\nab');
  expect(log).toEqual([]);
  send('cde');
  expect(log).toEqual([`0 reply ${busy}`]);
  send(get);
  expect(log).toEqual([`0 reply ${busy}`, `0 reply ${busy}`]);
  expect(struck.length).toBeGreaterThan(0);
  expect(chain.heldBytes()).toBe(0);
});

test('downstream it stands in the place of what the server said', () => {
  const { put, send, text, chain } = rig();
  put(httpReply, { status: 429, headers: 'retry-after: 1\nx-a: b' });
  send('HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\na');
  send('bc');
  expect(text()).toBe(
    'HTTP/1.1 429 Too Many Requests\r\nretry-after: 1\r\nx-a: b\r\ncontent-length: 0\r\n\r\n',
  );
  expect(chain.heldBytes()).toBe(0);
});

test('an answer to HEAD has no body, nor has one that must not', () => {
  const head = rig({ stream: 'upstream' });
  head.put(httpReply, { body: 'busy' });
  head.send('HEAD /a HTTP/1.1\r\n\r\n');
  expect(head.log[0]).toMatch(/content-length: 4\r\n\r\n$/);
  const none = rig({ stream: 'upstream' });
  none.put(httpReply, { status: 204, body: 'busy' });
  none.send(get);
  expect(none.log).toEqual(['0 reply HTTP/1.1 204 No Content\r\n\r\n']);
});

test('who asks before it sends a body is answered at once, and the connection closes', () => {
  const { put, send, log } = rig({ stream: 'upstream' });
  put(httpReply);
  send('POST /a HTTP/1.1\r\ncontent-length: 5\r\nexpect: 100-continue\r\n\r\n');
  expect(log[0]).toContain('connection: close');
  expect(log[1]).toBe('0 close');
});

test('what is no HTTP passes, and so does the end', () => {
  const { put, send, end, log } = rig({ stream: 'upstream' });
  put(httpReply);
  send('*1\r\n$4\r\nPING\r\n');
  end();
  expect(log).toEqual(['0 *1\r\n$4\r\nPING\r\n', '0 end']);
});

test('headers that are none, and lengths, cannot be asked for', () => {
  expect(problemIn(httpReply, { headers: 'retry-after: 1\r\nx: y' })).toBeNull();
  expect(problemIn(httpReply, { headers: 'nonsense' })).toContain('nonsense');
  expect(problemIn(httpReply, { headers: 'Content-Length: 3' })).toContain('length');
  expect(problemIn(httpReply, { status: 99 })).toContain('at least 200');
  expect(problemIn(httpReply, { body: 3 })).toContain('text');
});
