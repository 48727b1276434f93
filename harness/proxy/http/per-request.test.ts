import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { httpReply } from '../toxics/http-reply.ts';
import { latency } from '../toxics/latency.ts';
import { limitData } from '../toxics/limit-data.ts';
import { slicer } from '../toxics/slicer.ts';
import { timeout } from '../toxics/timeout.ts';

const beyond = { perRequest: true };
const ok = (n: number) =>
  `HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n${String(n).padStart(3, '0')}`;

test('rolls for each message of one connection', () => {
  const { put, send, log, clock } = rig();
  put(latency, { latency: 100 }, { toxicity: 0.5, beyond });
  for (let n = 0; n < 100; n += 1) {
    send(ok(n));
    clock.pass(200);
  }
  const late = log.filter((line, n) => Number(line.split(' ')[0]) === n * 200 + 100).length;
  const soon = log.filter((line, n) => Number(line.split(' ')[0]) === n * 200).length;
  expect(late + soon).toBe(100);
  expect(late).toBeGreaterThan(30);
  expect(late).toBeLessThan(70);
});

test('order holds when a message that is let pass follows one that waits', () => {
  const { put, send, end, text, clock } = rig({ seed: 3 });
  put(latency, { latency: 100 }, { toxicity: 0.5, beyond });
  put(slicer, { average_size: 10 }, { toxicity: 0.5, beyond });
  const all = Array.from({ length: 50 }, (_, n) => ok(n)).join('');
  send(all);
  end();
  clock.pass(100_000);
  expect(text()).toBe(all);
});

test('each message has a count, or a silence, of its own', () => {
  const { put, send, log } = rig();
  put(limitData, { bytes: 45 }, { beyond });
  send(ok(1));
  send(ok(2));
  expect(log).toHaveLength(2);
  const silent = rig();
  silent.put(timeout, { timeout: 50 }, { toxicity: 1, beyond });
  silent.clock.pass(1000);
  silent.send(ok(1));
  silent.clock.pass(60);
  expect(silent.log).toEqual(['1050 close']);
});

test('what waits goes on when it is taken off', () => {
  const { put, send, end, text, remove, log } = rig();
  put(latency, { latency: 100 }, { beyond });
  send(ok(1) + ok(2));
  end();
  remove('latency');
  expect(text()).toBe(ok(1) + ok(2));
  expect(log.at(-1)).toBe('0 end');
});

test('some requests of a connection are answered, the others reach the server', () => {
  const { put, send, log } = rig({ stream: 'upstream' });
  put(httpReply, {}, { toxicity: 0.5, beyond });
  const get = 'GET / HTTP/1.1\r\n\r\n';
  for (let n = 0; n < 100; n += 1) send(get);
  const answered = log.filter((line) => line.startsWith('0 reply HTTP/1.1 503')).length;
  expect(answered).toBeGreaterThan(30);
  expect(log.filter((line) => line === `0 ${get}`)).toHaveLength(100 - answered);
  expect(answered).toBeLessThan(70);
});
