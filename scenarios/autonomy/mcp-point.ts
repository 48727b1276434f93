import {
  api,
  http,
  HttpResponse,
  type Incoming,
  type Point,
  type PointMaker,
  type Reply,
} from '../../index.ts';

/** A tool of a mocked MCP server: from arguments to structured content; throws to refuse. */
export type McpTool = (args: Readonly<Record<string, unknown>>) => object | Promise<object>;

/** Which tools change the world, and the field of their result that holds the id of what they made. */
export type McpEffects = Readonly<Record<string, { readonly id: string }>>;

type Fields = Readonly<Record<string, unknown>>;

/**
 * An MCP server (protocol 2026-07-28, streamable HTTP, answers as JSON) as a point. Its calls are
 * labelled by tool, `tools/call refund`; a site is named by the arguments, not by the number of the
 * JSON-RPC message; the meaning of a reply is the tool's structured content. The argument `key` is
 * the idempotency key. Tools are made anew, with their state, for each run.
 */
export function mcpServer(
  tools: () => Readonly<Record<string, McpTool>>,
  effects: McpEffects,
): PointMaker {
  const server = api(() => handlers(tools()));
  const labels = Object.keys(effects).map((tool) => labelOf('tools/call', tool));
  const takesKey = Object.fromEntries(labels.map((label) => [label, true]));
  return {
    ...server,
    kind: 'mcp',
    effects: labels,
    takesKey,
    open: () => openServer(server.open(), labels, effects),
  };
}

function openServer(http: Point, labels: readonly string[], effects: McpEffects): Point {
  return {
    ...http,
    kind: 'mcp',
    effects: labels,
    read: (incoming) => {
      const { method, name, args } = requestIn(incoming);
      const asked = { ...incoming, body: JSON.stringify(args ?? {}) };
      const { op } = http.read(asked);
      const label = method === '' ? op : labelOf(method, name);
      const safe = !Object.hasOwn(effects, name);
      return { label, op: op.replace(/^[^#]*/, label), input: args, safe };
    },
    answer: async (incoming, at) => {
      const reply = await http.answer(incoming, at);
      return reply.status >= 400 ? reply : { ...reply, meaning: meaningOf(reply) };
    },
    render: (meaning, { call }, like) => rendered(meaning, call.incoming, like),
    sideEffects: (incoming, reply) => {
      const { name, args } = requestIn(incoming);
      const meaning = fieldsOf(reply.meaning);
      const rule = Object.hasOwn(effects, name) ? effects[name] : undefined;
      if (!rule || reply.status >= 400 || 'error' in meaning) return [];
      const does = labelOf('tools/call', name);
      const key = String(args?.['key'] ?? '');
      return [{ does, id: String(meaning[rule.id] ?? ''), key, undoes: false }];
    },
  };
}

function handlers(tools: Readonly<Record<string, McpTool>>) {
  return [
    http.post('/mcp', async ({ request }) => {
      const asked = fieldsOf(await request.json());
      const { id, method } = asked;
      // A message without an id wants no answer.
      if (id === undefined) return new HttpResponse(null, { status: 202 });
      const { name, arguments: args } = fieldsOf(asked['params']);
      const tool = method === 'tools/call' ? tools[String(name)] : undefined;
      if (tool) return HttpResponse.json(message(id, await outcomeOf(tool, fieldsOf(args))));
      if (method === 'server/discover') return HttpResponse.json(message(id, discovery));
      const error = { code: -32601, message: `no ${String(method)} ${String(name ?? '')}` };
      return HttpResponse.json({ jsonrpc: '2.0', id, error }, { status: 400 });
    }),
    // It never speaks unasked.
    http.get('/mcp', () => new HttpResponse(null, { status: 405 })),
  ];
}

const discovery = {
  supportedVersions: ['2026-07-28'],
  capabilities: { tools: {} },
  ttlMs: 0,
  cacheScope: 'private',
};

async function outcomeOf(tool: McpTool, args: Fields): Promise<object> {
  try {
    return resultOf(await tool(args));
  } catch (error) {
    return resultOf({ error: (error as Error).message });
  }
}

/** A tool's result; one that holds an `error` is the tool's refusal. */
function resultOf(meaning: unknown): object {
  const { error } = fieldsOf(meaning);
  if (error !== undefined) {
    return { content: [{ type: 'text', text: String(error) }], isError: true };
  }
  return {
    content: [{ type: 'text', text: JSON.stringify(meaning) }],
    structuredContent: meaning,
  };
}

function message(id: unknown, result: object): object {
  return { jsonrpc: '2.0', id, result: { resultType: 'complete', ...result } };
}

/** What a reply says, apart from JSON-RPC: the structured content, the error, the bare result. */
function meaningOf({ meaning }: Reply): unknown {
  const result = fieldsOf(fieldsOf(meaning)['result']);
  if (!result['isError']) return result['structuredContent'] ?? result;
  const [said] = result['content'] as readonly { readonly text: string }[];
  return { error: said?.text ?? '' };
}

function rendered(meaning: unknown, incoming: Incoming, like?: Reply): Reply {
  const { id, method } = requestIn(incoming);
  const result = method === 'tools/call' ? resultOf(meaning) : fieldsOf(meaning);
  return {
    status: like?.status ?? 200,
    headers: { 'content-type': 'application/json' },
    frames: [{ afterMs: 0, data: JSON.stringify(message(id, result)) }],
    end: 'done',
    meaning,
  };
}

function requestIn({ body }: Incoming) {
  const asked = fieldsOf(parsed(body));
  const { name = '', arguments: args } = fieldsOf(asked['params']);
  return {
    id: asked['id'],
    method: String(asked['method'] ?? ''),
    name: String(name),
    args: args === undefined ? null : fieldsOf(args),
  };
}

function labelOf(method: string, name: string): string {
  return name === '' ? method : `${method} ${name}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
