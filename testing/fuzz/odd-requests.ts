import { gzipSync, deflateSync } from 'node:zlib';
import { draws, integer, pick as picked, type Draw } from '../../harness/model/random.ts';

/** One request as an agent gone wrong might send it. */
export interface OddRequest {
  readonly method: string;
  /** The target as it stands in the request line. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** The nth odd request of a seed; most go where the points listen. */
export function oddRequest(seed: number, n: number): OddRequest {
  const draw = draws(seed, 'odd request', n);
  const body = bodyOf(draw);
  return { method: pick(methods, draw), target: targetOf(draw), ...encoded(draw, body) };
}

/** As bytes on a socket. */
export function bytesOf({ method, target, headers, body }: OddRequest): Buffer {
  const hasLength = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
  const length = hasLength ? [] : [['content-length', String(body.length)] as const];
  const lines = [...headers, ...length].map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${target} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

/** As words for a report of what went wrong. */
export function wordsOf({ method, target, headers, body }: OddRequest): string {
  return `${method} ${target} ${JSON.stringify(headers)} ${body.toString()}`.slice(0, 1000);
}

/** The list first: most lists here are long. */
function pick<T>(list: readonly T[], draw: Draw): T {
  return picked(draw, list);
}

/** More often where something answers. */
const methods = [
  ...'POST POST POST POST GET GET PUT PATCH DELETE HEAD OPTIONS'.split(' '),
  ...'TRACE CONNECT PROPFIND QUERY M-SEARCH post BREW G\u00cbT'.split(' '),
];

const targets = [
  ...'/orders /orders/1 /orders?q=%zz /orders/%ff /orders/%00 // //orders /./'.split(' '),
  ...'/orders/../../etc /v1/chat/completions /v1/chat/completions?x /v1/models'.split(' '),
  ...'/v1/models/%E0%A4%A /v1/../v1/chat/completions * http://other.example/orders'.split(' '),
  ...'http://[::1 /orders;a=b /orders#x /\\orders /orders/\u00ff /?__proto__=1'.split(' '),
  ...'? orders /orders/__proto__ /orders/:id /%2e%2e/ ///'.split(' '),
  `/${'a'.repeat(9000)}`,
];

function targetOf(draw: Draw): string {
  if (draw() < 0.3) return '/v1/chat/completions';
  if (draw() < 0.3) return '/orders';
  return pick(targets, draw);
}

function bodyOf(draw: Draw): Buffer {
  const kind = integer(draw, 0, 9);
  if (kind === 0) return Buffer.alloc(0);
  if (kind === 1) return Buffer.from(Array.from({ length: 40 }, () => integer(draw, 0, 255)));
  if (kind === 2) return Buffer.from(deep(draw));
  if (kind === 3) return Buffer.from(JSON.stringify(oddValue(draw, 4)));
  if (kind === 4) {
    const text = JSON.stringify(chat(draw));
    return Buffer.from(text.slice(0, integer(draw, 1, text.length)));
  }
  return Buffer.from(JSON.stringify(chat(draw)));
}

function deep(draw: Draw): string {
  const depth = pick([600, 600, 5_000, 100_000], draw);
  const inner = pick(['', '1', '"[["'], draw);
  const [open, close] = pick(
    [
      ['[', ']'],
      ['{"a":', '}'],
      ['[{"a":', '}]'],
    ] as const,
    draw,
  );
  const nest = open.repeat(depth) + (inner || 'null') + (draw() < 0.7 ? close.repeat(depth) : '');
  return pick(
    [
      nest,
      `{"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"f","parameters":${nest}}}]}`,
      `{"model":"m","messages":${nest}}`,
      `{"item":${nest}}`,
    ],
    draw,
  );
}

const keys = [
  ...'__proto__ constructor toString valueOf toJSON length then id \ud800'.split(' '),
  ...'role content name function type text arguments item key'.split(' '),
  'a b',
  '',
];
const scalars = [
  ...'null true false 0 -0 1e308 -1 1.5 9007199254740992'
    .split(' ')
    .map((text): unknown => JSON.parse(text)),
  ...'user tool assistant system x {"a":1} \u0000 \ud800 \u2028'.split(' '),
  'data: [DONE]\n\n',
  '\r\nx: y',
  'é'.repeat(50),
  '',
];

/** A JSON value that no client means to send. */
export function oddValue(draw: Draw, depth: number): unknown {
  const kind = draw();
  if (depth === 0 || kind < 0.5) return pick(scalars, draw);
  const size = integer(draw, 0, 3);
  if (kind < 0.7) return Array.from({ length: size }, () => oddValue(draw, depth - 1));
  const fields = Array.from({ length: size }, () => [pick(keys, draw), oddValue(draw, depth - 1)]);
  return Object.fromEntries(fields);
}

/** A request for a turn of which some parts are not what they should be. */
function chat(draw: Draw): object {
  const odd = (fine: unknown): unknown => (draw() < 0.15 ? oddValue(draw, 3) : fine);
  const call = () => ({
    id: odd('c1'),
    type: odd('function'),
    function: odd({ name: odd('f'), arguments: odd('{}') }),
  });
  const message = () =>
    odd(
      pick<() => object>(
        [
          () => ({ role: odd('user'), content: odd('hello') }),
          () => ({ role: odd('system'), content: odd([odd({ type: 'text', text: odd('x') })]) }),
          () => ({ role: odd('assistant'), content: odd(null), tool_calls: odd([odd(call())]) }),
          () => ({ role: odd('tool'), tool_call_id: odd('c1'), content: odd('{}') }),
        ],
        draw,
      )(),
    );
  const messages = [message(), ...(draw() < 0.5 ? [message(), message()] : [])];
  return {
    model: odd('m'),
    messages: odd(messages),
    ...(draw() < 0.5
      ? { tools: odd([odd({ type: 'function', function: odd({ name: odd('f') }) })]) }
      : {}),
    ...(draw() < 0.4
      ? { stream: odd(true), stream_options: odd({ include_usage: odd(true) }) }
      : {}),
    ...(draw() < 0.3 ? { max_tokens: odd(5), n: odd(1), stop: odd(['x']) } : {}),
    ...(draw() < 0.3
      ? { response_format: odd({ type: odd('json_object') }), tool_choice: odd('auto') }
      : {}),
    ...(draw() < 0.2 ? { [pick(keys, draw)]: oddValue(draw, 3) } : {}),
  };
}

const odd: readonly (readonly [string, string])[] = [
  ['content-type', 'application/json'],
  ['content-type', 'application/json; charset=klingon'],
  ['content-type', 'multipart/form-data'],
  ['content-type', '\u00e9'],
  ['expect', '100-continue'],
  ['expect', 'miracles'],
  ['connection', 'upgrade, x'],
  ['upgrade', 'websocket'],
  ['connection', 'close'],
  ['te', 'trailers'],
  ['x-big', 'x'.repeat(70_000)],
  ['x-vast', 'x'.repeat(300_000)],
  ['__proto__', 'x'],
  ['authorization', 'Bearer \u00ff'],
  ['idempotency-key', ' '],
  ['accept-encoding', 'br;q=9, *;q=0'],
  ['content-length', '5'],
  ['content-length', '-1'],
  ['content-length', '99999999999999999999'],
  ['transfer-encoding', 'chunked'],
  ['transfer-encoding', 'gzip, chunked'],
  ['host', ''],
  ['cookie', '='.repeat(500)],
  ['x odd', 'y'],
  ['x-odd', 'a\u0000b'],
];

let zeros: Buffer | undefined;

/** Small on the wire, and larger than any server takes. */
function bomb(): Buffer {
  return (zeros ??= gzipSync(Buffer.alloc(40_000_000)));
}

function encoded(draw: Draw, plain: Buffer): Pick<OddRequest, 'headers' | 'body'> {
  const headers = Array.from({ length: integer(draw, 0, 2) }, () => pick(odd, draw));
  if (draw() < 0.85) return { headers, body: plain };
  const [name, body] = pick<() => [string, Buffer]>(
    [
      () => ['gzip', gzipSync(plain)],
      () => ['deflate', deflateSync(plain)],
      () => ['gzip', plain],
      () => ['br', gzipSync(plain)],
      () => ['gzip, gzip', gzipSync(gzipSync(plain))],
      () => ['gzip', draw() < 0.6 ? bomb() : gzipSync(plain)],
      () => ['identity', plain],
      () => ['compress', plain],
      () => ['x-ray', plain],
    ],
    draw,
  )();
  return { headers: [...headers, ['content-encoding', name]], body };
}
