import { get } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { eventLog } from './event-log.ts';
import { ask } from './testing/ask.ts';
import { withToxiproxy } from './testing/open.ts';

describe('the log', () => {
  const opened = (connection: number) => ({ kind: 'open', connection }) as const;
  const told = (log: ReturnType<typeof eventLog>, since: number) => {
    const seqs: number[] = [];
    const stop = log.follow((line) => seqs.push((JSON.parse(line) as { seq: number }).seq), since);
    return { seqs, stop };
  };

  test('keeps the last, and tells them before what comes', () => {
    const log = eventLog(() => 7, 3);
    for (const n of [1, 2, 3, 4, 5]) log.add('a', opened(n));
    const all = told(log, 0);
    const some = told(log, 4);
    const none = told(log, 99);
    log.add('a', opened(6));
    some.stop();
    log.add('a', opened(7));
    expect(all.seqs).toEqual([3, 4, 5, 6, 7]);
    expect(some.seqs).toEqual([5, 6]);
    expect(none.seqs).toEqual([6, 7]);
  });

  test('says what happened to whom, and when', () => {
    const log = eventLog(() => 7);
    const lines: string[] = [];
    log.follow((line) => lines.push(line), 0);
    log.add('a', { kind: 'struck', connection: 2, toxic: 'slow' });
    expect(lines).toEqual([
      '{"seq":1,"atMs":7,"proxy":"a","kind":"struck","connection":2,"toxic":"slow"}\n',
    ]);
  });
});

describe('the stream', () => {
  test('is not there in a strict server', async () => {
    const { server } = await withToxiproxy();
    expect((await ask(server, 'GET', '/events')).status).toBe(404);
  });

  test('says which toxic struck which connection', async () => {
    const { server } = await withToxiproxy({ isExtended: true });
    const lines = follow(server, '/events');
    const wanted = {
      name: 'a',
      listen: '127.0.0.1:0',
      upstream: `127.0.0.1:${(server.address() as AddressInfo).port}`,
      toxics: [{ type: 'latency', name: 'slow', attributes: { latency: 1 } }],
    };
    const { body } = await ask(server, 'POST', '/populate', [wanted]);
    const { proxies } = JSON.parse(body) as { proxies: readonly { listen: string }[] };
    const client = connect(Number(proxies[0]?.listen.split(':')[1]), '127.0.0.1');
    // The upstream is the API itself: it answers, and closes.
    client.end('GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    client.resume();
    await vi.waitFor(() => expect(lines).toHaveLength(3), 5000);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { seq: 1, proxy: 'a', kind: 'open', connection: 1 },
      { seq: 2, proxy: 'a', kind: 'struck', connection: 1, toxic: 'slow' },
      { seq: 3, proxy: 'a', kind: 'close', connection: 1 },
    ]);
    const later = follow(server, '/events?since=2');
    await vi.waitFor(() => expect(later).toEqual(lines.slice(2)), 5000);
  });
});

/** The lines of a stream, as they come. */
function follow(server: Server, path: string): string[] {
  const { port } = server.address() as AddressInfo;
  const lines: string[] = [];
  let rest = '';
  const request = get({ host: '127.0.0.1', port, path }, (response) => {
    response.on('error', () => {});
    response.setEncoding('utf8').on('data', (text: string) => {
      const parts = `${rest}${text}`.split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
    });
  });
  request.on('error', () => {});
  onTestFinished(() => void request.destroy());
  return lines;
}
