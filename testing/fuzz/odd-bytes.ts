import { gzipSync } from 'node:zlib';
import { draws, integer, pick, type Draw } from '../../harness/model/random.ts';
import { speakers } from '../../harness/provider/dialects/speakers-fixture.ts';
import { bytesOf, oddValue, type OddRequest } from './odd-requests.ts';
import { declaredHost, type Target } from './targets.ts';

/** Draws the requests for a target: framed as they should be, however odd, so that what comes behind one is read. */
export function framedBytes(seed: number, target: Target, count: number): readonly Buffer[] {
  return Array.from({ length: count }, (_, n) => framed(draws(seed, target, n), target));
}

function framed(draw: Draw, target: Target): Buffer {
  const { method, path, body } = pick(draw, templates[target]);
  const plain = bodyOf(draw, body);
  const headers = Array.from({ length: integer(draw, 0, 3) }, () => pick(draw, oddHeaders));
  const isPacked = draw() < 0.1;
  const packed = isPacked ? [['content-encoding', 'gzip'] as const] : [];
  return bytesOf({
    method: draw() < 0.9 ? method : pick(draw, ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD']),
    target: target === 'forward' ? path : oddPath(draw, path),
    headers: [
      ['content-type', 'application/json'],
      ['x-test-id', `t${integer(draw, 0, 1)}`],
      ...(target === 'mcp' || target === 'mcpProxy' ? [mcpAccept] : []),
      ...headers,
      ...packed,
    ],
    body: isPacked && draw() < 0.7 ? gzipSync(plain) : plain,
  });
}

const mcpAccept = ['accept', 'application/json, text/event-stream'] as const;

function bodyOf(draw: Draw, template: unknown): Buffer {
  const kind = draw();
  if (kind < 0.05) return Buffer.from(Array.from({ length: 60 }, () => integer(draw, 0, 255)));
  const changes = kind < 0.3 ? 0 : integer(draw, 1, 3);
  let value = template;
  for (let n = 0; n < changes; n += 1) value = mutated(draw, value);
  const text = JSON.stringify(value) ?? '';
  return Buffer.from(kind > 0.9 ? text.slice(0, integer(draw, 0, text.length)) : text);
}

/** The value with one place in it replaced, removed or doubled. */
function mutated(draw: Draw, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || draw() < 0.15) return oddValue(draw, 3);
  if (Array.isArray(value)) {
    if (value.length === 0 || draw() < 0.2)
      return [...(value as unknown[]), ...(value as unknown[])];
    const at = integer(draw, 0, value.length - 1);
    return value.map((one: unknown, index) => (index === at ? mutated(draw, one) : one));
  }
  const fields = Object.entries(value);
  if (fields.length === 0) return oddValue(draw, 3);
  const at = integer(draw, 0, fields.length - 1);
  if (draw() < 0.2) return Object.fromEntries(fields.filter((_, index) => index !== at));
  return Object.fromEntries(
    fields.map(([name, one], index) => [name, index === at ? mutated(draw, one) : one]),
  );
}

function oddPath(draw: Draw, path: string): string {
  const kind = draw();
  if (kind < 0.85) return path;
  return pick(draw, [
    `${path}/%zz`,
    `${path}?key=%ff&a=1`,
    `/brownout-task/t1${path}`,
    `${path}/..`,
    '/',
  ]);
}

const oddHeaders: OddRequest['headers'] = [
  ['authorization', 'Bearer \u00ff'],
  ['authorization', 'Bearer sk-fuzz-0123456789abcdef'],
  ['x-api-key', 'k'.repeat(300)],
  ['anthropic-version', '1066-10-14'],
  ['x-brownout-fault', 'rateLimit'],
  ['x-brownout-fault', 'no such fault'],
  ['x-brownout-fault', '[{"fault":"refuse"}]'],
  ['x-task-id', 'during-1'],
  ['traceparent', '00-zz-1-01'],
  ['baggage', '='.repeat(200)],
  ['mcp-protocol-version', '1999-01-01'],
  ['mcp-session-id', '\u00e9'],
  ['mcp-method', 'tools/call'],
  ['idempotency-key', ' '],
  ['accept', '*/*;q=0'],
  ['accept-encoding', 'br;q=9, *;q=0'],
  ['cookie', '='.repeat(500)],
  ['content-type', 'application/json; charset=klingon'],
  ['x-big', 'x'.repeat(7000)],
];

interface Template {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

const turn = {
  text: '',
  toolCalls: [{ id: 'c1', name: 'price', arguments: '{"city":"Rome"}' }],
  finish: 'tool-calls' as const,
};
const talk = { model: 'm-1', user: 'hello', past: [], tools: ['price'], stream: false };

const spoken = Object.values(speakers).flatMap((speaker) =>
  [
    talk,
    { ...talk, stream: true },
    { ...talk, past: [{ turn, results: ['480'] }], system: 'Be kind.', maxTokens: 20 },
  ].map((one) => {
    const { method, path, body } = speaker.ask(one);
    return { method, path, body: JSON.parse(body) as unknown };
  }),
);

const rpc = (method: string, params: object, id: unknown = 1) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});
const client = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'f', version: '1' },
};
const messages = [
  rpc('initialize', client),
  { jsonrpc: '2.0', method: 'notifications/initialized' },
  rpc('tools/list', {}),
  rpc('tools/call', { name: 'refund', arguments: { order: 'A-1' } }, 'x'),
  rpc('server/discover', {}),
  rpc('ping', {}),
];
const overMcp = messages.map((body) => ({ method: 'POST', path: '/mcp', body }));
const orders = [
  { method: 'POST', path: '/orders', body: { item: 'tea', notes: ['a', { b: 1 }] } },
  { method: 'GET', path: '/orders/1', body: null },
  { method: 'DELETE', path: '/orders/1', body: null },
];
const faults = [{ fault: 'refuse', params: { status: 503 }, target: { point: 'model', calls: 1 } }];

const templates: Readonly<Record<Target, readonly Template[]>> = {
  provider: [
    ...spoken,
    { method: 'GET', path: '/v1/models', body: null },
    { method: 'GET', path: '/v1beta/models', body: null },
    { method: 'POST', path: '/v1/embeddings', body: { model: 'e', input: ['a', 'b'] } },
    {
      method: 'POST',
      path: '/v1beta/models/e:embedContent',
      body: { content: { parts: [{ text: 'a' }] } },
    },
    { method: 'POST', path: '/v1/messages/count_tokens', body: { model: 'm', messages: [] } },
  ],
  admin: [
    { method: 'PUT', path: '/brownout/faults', body: faults },
    { method: 'PUT', path: '/brownout/faults', body: 'rateLimit' },
    { method: 'GET', path: '/brownout/faults', body: null },
    { method: 'DELETE', path: '/brownout/faults', body: null },
    { method: 'DELETE', path: '/brownout/session', body: null },
    { method: 'GET', path: '/brownout/metrics', body: null },
    { method: 'GET', path: '/brownout/events', body: null },
    { method: 'GET', path: '/brownout/health', body: null },
    { method: 'POST', path: '/brownout/other', body: {} },
  ],
  shop: orders,
  mcp: overMcp,
  mcpProxy: overMcp,
  forward: [
    ...orders.map((one) => ({ ...one, path: `http://${declaredHost}${one.path}` })),
    { method: 'GET', path: 'http://elsewhere.example/', body: null },
    { method: 'GET', path: '/', body: null },
  ],
};
