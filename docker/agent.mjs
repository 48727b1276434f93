// A parcel desk: asks a model what to do, a tool where the parcel is, and keeps what it learnt in a
// store, so that it can say something when the tool is down. It knows nothing of Brownout: it is
// told by the environment where its model, tool and store are, as in production.
import { createServer } from 'node:http';
import { connect } from 'node:net';

const { OPENAI_BASE_URL: model, PARCELS_URL: parcels, STORE = '127.0.0.1:6379' } = process.env;
const tools = [
  {
    type: 'function',
    function: {
      name: 'track',
      description: 'Says where a parcel is.',
      parameters: { type: 'object', properties: { parcel: { type: 'string' } } },
    },
  },
];

/** One question, one answer: `done`, `degraded` (from the store, and it says so), or `failed`. */
async function answer(question) {
  const messages = [{ role: 'user', content: question }];
  const first = await think(messages);
  const [call] = first.tool_calls ?? [];
  if (!call) return { status: 'done', text: first.content };
  const { parcel } = JSON.parse(call.function.arguments);
  const found = await track(parcel);
  if (!found.isFresh) {
    if (!found.where) return { status: 'failed', text: 'I cannot find out where it is now.' };
    const text = `Tracking is unavailable. When I last looked, it was at ${found.where}.`;
    return { status: 'degraded', text };
  }
  const content = JSON.stringify({ where: found.where });
  messages.push(first, { role: 'tool', tool_call_id: call.id, content });
  return { status: 'done', text: (await think(messages)).content };
}

async function think(messages) {
  const body = JSON.stringify({ model: 'any', messages, tools });
  const reply = await patiently(`${model}/chat/completions`, { method: 'POST', body });
  return reply.choices[0].message;
}

async function track(parcel) {
  try {
    const { where } = await patiently(`${parcels}/parcels/${parcel}`);
    await store(['SET', `parcel:${parcel}`, where]).catch(() => {});
    return { isFresh: true, where };
  } catch {
    return { isFresh: false, where: await store(['GET', `parcel:${parcel}`]).catch(() => null) };
  }
}

async function patiently(url, request = {}) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, {
        ...request,
        headers,
        signal: AbortSignal.timeout(2_000),
      });
      if (response.ok) return await response.json();
      throw new Error(`${url} answered ${response.status}`);
    } catch (error) {
      if (attempt === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
    }
  }
}

/** One command to Redis or Valkey, on a connection of its own; null where there is no such key. */
function store(words) {
  return new Promise((resolve, reject) => {
    const [host, port] = STORE.split(':');
    const socket = connect({ host, port: Number(port) });
    let text = '';
    socket.setTimeout(500, () => socket.destroy(new Error('the store is silent')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the store hung up')));
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      const [, kind, head, value] = /^([+$-])([^\r]*)\r\n(?:([^]*)\r\n)?$/.exec(text) ?? [];
      if (kind === undefined || (kind === '$' && head !== '-1' && value === undefined)) return;
      if (kind === '-') reject(new Error(head));
      else resolve(kind === '$' ? (value ?? null) : head);
      socket.end();
    });
    const bulk = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    socket.write(`*${words.length}\r\n${bulk.join('')}`);
  });
}

createServer(async (request, response) => {
  if (request.url === '/health') return response.end('ok');
  let text = '';
  for await (const chunk of request) text += chunk;
  const { input } = JSON.parse(text || '{}');
  const said = await answer(String(input)).catch((error) => ({
    status: 'failed',
    text: `I could not finish this: ${error.message}`,
  }));
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(said));
}).listen(Number(process.env.PORT ?? 8080), '0.0.0.0', () => console.log('the desk is open'));
