import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { otlpUrl, pushOtlp } from './otlp-push.ts';

const closes: (() => void)[] = [];
afterEach(() => closes.splice(0).forEach((close) => close()));

async function collector(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  closes.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a collector gets the spans as JSON at its usual path', async () => {
  const got: string[] = [];
  const url = await collector((request, reply) => {
    request.on('data', (chunk: Buffer) => got.push(chunk.toString()));
    request.on('end', () => {
      got.push(`${request.method} ${request.url} ${request.headers['content-type']}`);
      reply.end('{}');
    });
  });
  expect(await pushOtlp(otlpUrl(url, false), '{"resourceSpans":[]}')).toMatch(/^pushed traces to/);
  expect(got).toEqual(['{"resourceSpans":[]}', 'POST /v1/traces application/json']);
});

test('what goes wrong is told, and no more', async () => {
  const refuses = await collector((_, reply) => reply.writeHead(429).end('slow down'));
  expect(await pushOtlp(otlpUrl(refuses, false), '{}')).toContain('it replied 429 slow down');
  const part = await collector((_, reply) => reply.end('{"partialSuccess":{"rejectedSpans":"2"}}'));
  expect(await pushOtlp(otlpUrl(part, false), '{}')).toContain('took a part of the traces');
  const leads = await collector((_, reply) => reply.writeHead(302, { location: refuses }).end());
  expect(await pushOtlp(otlpUrl(leads, false), '{}')).toContain('were not pushed');
  const gone = await collector(() => {});
  closes.splice(0).forEach((close) => close());
  expect(await pushOtlp(otlpUrl(gone, false), '{}')).toContain('were not pushed');
});

test('an endpoint is on this machine, unless it may be elsewhere', () => {
  expect(otlpUrl('http://localhost:4318/custom', false).pathname).toBe('/custom');
  expect(() => otlpUrl('http://collector.example:4318', false)).toThrow('--allow-remote');
  expect(() => otlpUrl('http://127.0.0.1.example.com', false)).toThrow('--allow-remote');
  expect(otlpUrl('https://collector.example', true).href).toBe(
    'https://collector.example/v1/traces',
  );
  expect(() => otlpUrl('collector:4317', true)).toThrow('gRPC is not spoken');
});
