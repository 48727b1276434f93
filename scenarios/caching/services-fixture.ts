/** How the services of a test behave; `nth` counts the calls of that kind from 1. */
export interface Services {
  readonly vectorOf?: (text: string) => readonly number[] | null;
  /** How the model words an answer: whole, without its end, or not at all. */
  readonly says?: (nth: number) => 'whole' | 'cut' | 'down';
  /** The status of a lookup at the shop. */
  readonly lookUp?: (nth: number) => number;
  /** Whether the reply to an order is lost, once it is made. */
  readonly losesReply?: (nth: number) => boolean;
  /** What an order counts: units, or packs. */
  readonly unit?: () => string;
}

interface Seen {
  readonly host: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** A fetch that plays a model, an embedder and a shop, and a list of what they were asked. */
export function services(played: Services) {
  const seen: string[] = [];
  const counts = { says: 0, lookUp: 0, order: 0 };
  const left = new Map<string, number>();
  const answers: Readonly<Record<string, (asked: Seen) => Response>> = {
    embedder: ({ body }) => {
      const text = String(body['text']);
      seen.push(`embed ${text}`);
      const vector = (played.vectorOf ?? apart)(text);
      return vector ? Response.json({ vector }) : new Response('no', { status: 503 });
    },
    model: ({ body }) => {
      const messages = body['messages'] as { role: string; content: string }[];
      const last = messages.at(-1);
      const isPlan = last?.role === 'user';
      seen.push(`${isPlan ? 'plan' : 'say'} ${String(body['model'])}`);
      if (isPlan) return stream(callFor(last.content, played.unit?.() ?? 'units'), 'tool_calls');
      counts.says += 1;
      const how = played.says?.(counts.says) ?? 'whole';
      if (how === 'down') return new Response('no', { status: 400 });
      return stream({ content: last?.content.slice(1, -1) ?? '' }, how === 'cut' ? null : 'stop');
    },
    shop: ({ path, body }) => {
      seen.push(`${'sku' in body ? 'POST' : 'GET'} ${path}`);
      if (path.endsWith('/tools')) return Response.json(manifest(played.unit?.() ?? 'units'));
      if ('sku' in body) return write(path, String(body['sku']), Number(body['units'] ?? 1));
      counts.lookUp += 1;
      const status = played.lookUp?.(counts.lookUp) ?? 200;
      if (status !== 200) return new Response('no', { status });
      const known = left.get(path.split('/').at(-1) ?? '');
      if (known !== undefined) return Response.json({ left: known });
      return Response.json(`${path.slice(1)}#${counts.lookUp}`);
    },
  };
  function write(path: string, sku: string, units: number): Response {
    const isOrder = path.endsWith('/orders');
    left.set(sku, isOrder ? (left.get(sku) ?? 0) - units : units);
    if (isOrder) counts.order += 1;
    if (isOrder && played.losesReply?.(counts.order)) throw new TypeError('fetch failed');
    return Response.json(`made ${sku}`);
  }
  const fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    init.signal?.throwIfAborted();
    const { host, pathname: path } = new URL(String(input));
    const body = JSON.parse(String(init.body ?? '{}')) as Seen['body'];
    const answer = answers[host];
    if (!answer) throw new TypeError(`nobody is called ${host}`);
    return answer({ host, path, body });
  };
  return { seen, left, fetch };
}

function callFor(text: string, unit: string): object {
  const [, count = '1', sku = 'P0'] = /(?:(\d+) of )?(P\d+)/.exec(text) ?? [];
  const [, tool = 'policy', topic = ''] = /(policy|stocktake|stock|order) ?(\w*)/.exec(text) ?? [];
  const args: Readonly<Record<string, object>> = {
    policy: { topic },
    stock: { sku },
    order: { sku, [unit]: Number(count) },
    stocktake: { sku, units: Number(count) },
  };
  const part = {
    index: 0,
    id: 'c1',
    function: { name: tool, arguments: JSON.stringify(args[tool]) },
  };
  return { tool_calls: [part] };
}

function manifest(unit: string): object {
  const tool = (name: string, params: object, writes = false) => {
    return { name, about: name, params, writes };
  };
  return {
    version: 1,
    tools: [
      tool('policy', { topic: 'string' }),
      tool('stock', { sku: 'string' }),
      tool('order', { sku: 'string', [unit]: 'integer' }, true),
      tool('stocktake', { sku: 'string', units: 'integer' }, true),
    ],
  };
}

function stream(delta: object, finish: string | null): Response {
  const chunks: object[] = [{ choices: [{ index: 0, delta, finish_reason: null }] }];
  if (finish) chunks.push({ choices: [{ index: 0, delta: {}, finish_reason: finish }] });
  const lines = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`);
  const headers = { 'content-type': 'text/event-stream' };
  return new Response(lines.join('') + (finish ? 'data: [DONE]\n\n' : ''), { headers });
}

/** Every text lies in a direction of its own. */
function apart(text: string): readonly number[] {
  const angle = Buffer.from(text).reduce((sum, byte) => sum * 31 + byte, 7);
  return Array.from({ length: 16 }, (_, n) => Math.sin(angle * (n + 1)));
}
