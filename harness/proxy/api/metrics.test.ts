import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { writeMetrics } from '../../model/prometheus.ts';
import { proxyFamilies } from './metrics.ts';
import { ask } from './testing/ask.ts';
import { freeAddress } from './testing/free-ports.ts';
import { withToxiproxy } from './testing/open.ts';

test('bytes are shown as Go shows them', () => {
  const bytes = {
    upstream: { received: 1_234_567, sent: 0 },
    downstream: { received: 5, sent: 1e6 },
  };
  const passage = { proxy: 'a "b"\n', listener: '127.0.0.1:1', upstream: String.raw`c:\2` };
  const none = { upstream: { received: 0, sent: 0 }, downstream: { received: 0, sent: 0 } };
  const labels = (direction: string) =>
    String.raw`{direction="${direction}",listener="127.0.0.1:1",proxy="a \"b\"\n",upstream="c:\\2"}`;
  expect(
    writeMetrics(
      proxyFamilies([
        [passage, bytes],
        [{ ...passage, proxy: 'z' }, none],
      ]),
    ),
  ).toBe(
    [
      '# HELP toxiproxy_proxy_received_bytes_total ',
      '# TYPE toxiproxy_proxy_received_bytes_total counter',
      `toxiproxy_proxy_received_bytes_total${labels('downstream')} 5`,
      `toxiproxy_proxy_received_bytes_total${labels('upstream')} 1.234567e+06`,
      '# HELP toxiproxy_proxy_sent_bytes_total ',
      '# TYPE toxiproxy_proxy_sent_bytes_total counter',
      `toxiproxy_proxy_sent_bytes_total${labels('downstream')} 1e+06`,
      `toxiproxy_proxy_sent_bytes_total${labels('upstream')} 0`,
      '',
    ].join('\n'),
  );
  expect(writeMetrics(proxyFamilies([]))).toBe('');
});

test('they outlive restarts, and go by where the proxy was', async () => {
  const echo = createServer((socket) => socket.pipe(socket));
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void echo.close());
  const upstream = `127.0.0.1:${(echo.address() as AddressInfo).port}`;
  const { server } = await withToxiproxy({ metrics: ['proxy'] });
  const listen = async (method: string, path: string, body: object) => {
    const got = await ask(server, method, path, body);
    return (JSON.parse(got.body) as { listen: string }).listen;
  };
  const first = await freeAddress();
  await listen('POST', '/proxies', { name: 'a', listen: first, upstream });
  await echoed(first, 'hello');
  await listen('PATCH', '/proxies/a', { enabled: false });
  await listen('PATCH', '/proxies/a', { enabled: true });
  await echoed(first, 'you');
  const second = await listen('PATCH', '/proxies/a', { listen: '127.0.0.1:0' });
  await echoed(second, 'there');
  await ask(server, 'DELETE', '/proxies/a');
  const { headers, body } = await ask(server, 'GET', '/metrics');
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4; charset=utf-8/);
  const samples = [
    ...body.matchAll(
      /^toxiproxy_proxy_(\w+)_bytes_total\{direction="(\w+)",listener="([^"]+)".* (\d+)$/gm,
    ),
  ];
  const ways = ['received', 'sent'].flatMap((way) =>
    ['upstream', 'downstream'].map((d) => [way, d]),
  );
  expect(samples.map(([, ...sample]) => sample.join(' ')).toSorted()).toEqual(
    ways
      .flatMap(([way, direction]) => [
        `${way} ${direction} ${first} 8`,
        `${way} ${direction} ${second} 5`,
      ])
      .toSorted(),
  );
});

test('the process is shown where that was asked for', async () => {
  const { server } = await withToxiproxy({ metrics: ['runtime'] });
  const { body } = await ask(server, 'GET', '/metrics');
  expect(body).toMatch(/^# HELP process_cpu_seconds_total Total.*\n# TYPE \w+ counter\n\w+ \S+$/m);
  expect(body).toMatch(/^process_resident_memory_bytes [\d.]+e\+\d{2}$/m);
  expect(body).not.toContain('toxiproxy_proxy');
});

/** Sends a text by way of a proxy, and waits until it has come back. */
function echoed(listen: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const client = connect(Number(listen.split(':')[1]), '127.0.0.1', () => client.write(text));
    let got = '';
    client.on('error', reject).on('close', () => resolve());
    client.setEncoding('utf8').on('data', (part: string) => {
      got += part;
      if (got === text) client.end();
    });
  });
}
