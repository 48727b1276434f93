/**
 * The files of a user: agents as plain HTTP servers that know a model's and a shop's address from
 * their environment, and scenarios that start them.
 */
export const userFiles: Readonly<Record<string, string>> = {
  'careful.mjs': nodeAgent(true),
  // The bug: it tries again without saying that it is the same order.
  'hasty.mjs': nodeAgent(false),
  'careful.py': pythonAgent(),
  'careful.scenario.ts': scenarioOf('a careful agent orders once', "['node', 'careful.mjs']"),
  'hasty.scenario.ts': scenarioOf('a hasty agent orders once', "['node', 'hasty.mjs']"),
  'python.scenario.ts': scenarioOf('a Python agent orders once', "['python3', 'careful.py']"),
  'orders.test.ts': `
import { run } from 'brownout';
import { verify } from 'brownout/vitest';
import { expect, test } from 'vitest';
import careful from './careful.scenario.ts';
import hasty from './hasty.scenario.ts';

verify(careful, { mode: 'wire' });

test('the hasty one is found out', async () => {
  const record = await run(hasty, { mode: 'wire', seed: 1 });
  expect(record).toBreak('exactly-once');
  expect(record).not.toHold();
  expect(record).toEndIn('unsafe');
});

verify(hasty, { mode: 'wire' });
`,
};

function scenarioOf(title: string, command: string): string {
  return `
import { api, completes, exactlyOnce, http, HttpResponse, lostReply, nonce, provider,
  scenario, service, slow } from 'brownout';

const shop = api(() => {
  const orders = new Map<string, string>();
  return [http.post('/orders', ({ request }) => {
    const key = request.headers.get('idempotency-key') ?? nonce('KEY');
    orders.set(key, orders.get(key) ?? nonce('ORD'));
    return HttpResponse.json({ id: orders.get(key) }, { status: 201 });
  })];
}, { effects: ['POST /orders'] });
const model = provider({ script: () => ({ say: 'green tea' }) });
const env = { MODEL_URL: 'model', SHOP_URL: 'shop' };

export default scenario('${title}', {
  points: { model, shop },
  system: service({ command: ${command}, ask: 'POST /ask',
    env: (at) => ({ MODEL_URL: at.url(env.MODEL_URL), SHOP_URL: at.url(env.SHOP_URL) }) }),
  tasks: [{ input: 'Order what I like', expect: { effects: { 'POST /orders': 1 } } }],
  plan: [slow({ ms: 20 }).at('model'), lostReply().at('shop', { calls: 1 })],
  checks: [completes(), exactlyOnce('shop')],
});
`;
}

function nodeAgent(hasKey: boolean): string {
  const key = hasKey ? "{ 'idempotency-key': id }" : '{}';
  return `
import { createServer } from 'node:http';

async function post(url, body, headers) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      if (response.ok) return await response.json();
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  const { id, input } = JSON.parse(text);
  const messages = [{ role: 'user', content: input }];
  const reply = await post(process.env.MODEL_URL + '/chat/completions', { model: 'm', messages }, {});
  const item = reply.choices[0].message.content;
  const order = await post(process.env.SHOP_URL + '/orders', { item }, ${key});
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ status: 'done', text: 'ordered ' + item + ': ' + order.id }));
}).listen(process.env.PORT, '127.0.0.1');
`;
}

function pythonAgent(): string {
  return `
import json, os, urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

def post(url, body, headers):
    for attempt in range(1, 4):
        request = urllib.request.Request(url, json.dumps(body).encode(), {"content-type": "application/json", **headers})
        try:
            with urllib.request.urlopen(request, timeout=5) as reply:
                return json.load(reply)
        except Exception:
            if attempt == 3:
                raise

class Agent(BaseHTTPRequestHandler):
    def do_POST(self):
        ask = json.loads(self.rfile.read(int(self.headers["content-length"])))
        messages = [{"role": "user", "content": ask["input"]}]
        reply = post(os.environ["MODEL_URL"] + "/chat/completions", {"model": "m", "messages": messages}, {})
        item = reply["choices"][0]["message"]["content"]
        order = post(os.environ["SHOP_URL"] + "/orders", {"item": item}, {"idempotency-key": ask["id"]})
        answer = json.dumps({"status": "done", "text": f"ordered {item}: {order['id']}"}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Agent).serve_forever()
`;
}
