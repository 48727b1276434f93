// A small booking agent. It knows nothing of Brownout: it is told by the environment where its
// model and its tool are, as in production.
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const tools = [
  {
    type: 'function',
    function: {
      name: 'book',
      description: 'Books a seat on a flight.',
      parameters: { type: 'object', properties: { flight: { type: 'string' } } },
    },
  },
];

/** Makes an agent: `(question, id) => answer`. */
export function createAgent({ model, flights }) {
  return async (question, id) => {
    const messages = [{ role: 'user', content: question }];
    for (let turn = 0; turn < 5; turn += 1) {
      const reply = await post(`${model}/chat/completions`, { model: 'any', messages, tools });
      const { message } = reply.choices[0];
      messages.push(message);
      if (!message.tool_calls) return { status: 'done', text: message.content };
      for (const call of message.tool_calls) {
        const args = JSON.parse(call.function.arguments);
        // The key makes a retry safe: take it out, and Brownout shows you what happens.
        const booked = await post(`${flights}/book`, args, { 'idempotency-key': `${id}-${turn}` });
        messages.push({ role: 'tool', tool_call_id: call.id, content: JSON.stringify(booked) });
      }
    }
    return { status: 'failed', text: 'I could not finish this.' };
  };
}

async function post(url, body, headers = {}) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(2_000),
      });
      if (response.ok) return await response.json();
      throw new Error(`${url} answered ${response.status}`);
    } catch (error) {
      if (attempt === 4) throw error;
      await sleep(100 * 2 ** attempt * (0.5 + Math.random() / 2));
    }
  }
}

if (process.env.PORT) {
  const agent = createAgent({
    model: process.env.OPENAI_BASE_URL,
    flights: process.env.FLIGHTS_URL,
  });
  createServer(async (request, response) => {
    if (request.url === '/health') return response.end('ok');
    let text = '';
    for await (const chunk of request) text += chunk;
    const { id, input } = JSON.parse(text);
    const answer = await agent(input, id).catch((error) => ({
      status: 'failed',
      text: String(error),
    }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  }).listen(Number(process.env.PORT), '127.0.0.1');
}
