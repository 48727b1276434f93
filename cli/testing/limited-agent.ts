/**
 * An agent in Python: it asks a model what to order, and orders it; one that is patient tries again once retry-after is
 * over. A server, or a command that is asked on stdin.
 */
export const limitedAgent: string = `
import json, os, sys, time, urllib.error, urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

tries = 8 if os.environ["PATIENT"] == "yes" else 1

def post(url, body, task):
    headers = {"content-type": "application/json", "x-task-id": task, "idempotency-key": task}
    for attempt in range(1, tries + 1):
        try:
            request = urllib.request.Request(url, json.dumps(body).encode(), headers)
            with urllib.request.urlopen(request, timeout=20) as reply:
                return json.load(reply)
        except urllib.error.HTTPError as error:
            if error.code != 429 or attempt == tries:
                raise
            time.sleep(float(error.headers["retry-after"]))

def work(task, wanted):
    try:
        messages = [{"role": "user", "content": wanted}]
        reply = post(os.environ["MODEL_URL"] + "/chat/completions", {"model": "m", "messages": messages}, task)
        item = reply["choices"][0]["message"]["content"]
        order = post(os.environ["SHOP_URL"] + "/orders", {"item": item}, task)
        return {"status": "done", "text": "Ordered " + item + ": " + order["id"]}
    except urllib.error.HTTPError as error:
        return {"status": "failed", "text": "Nothing was ordered: the shop said " + str(error.code) + "."}

class Agent(BaseHTTPRequestHandler):
    def do_POST(self):
        ask = json.loads(self.rfile.read(int(self.headers["content-length"])))
        answer = json.dumps(work(ask["id"], ask["input"])).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass

class Server(ThreadingHTTPServer):
    request_queue_size = 256

if sys.argv[1] == "serve":
    Server(("127.0.0.1", int(os.environ["PORT"])), Agent).serve_forever()
print(json.dumps(work(os.environ["TASK_ID"], sys.stdin.read())))
`;

/** Two scenarios of that agent: a third of its orders are refused for a second. */
export const limitedScenarios: string = `
import { api, completes, exactlyOnce, http, HttpResponse, nonce, provider, rateLimit, scenario,
  service } from 'brownout';

const shop = api([http.post('/orders', () => HttpResponse.json({ id: nonce('ORD') }, { status: 201 }))],
  { effects: { 'POST /orders': { keyHeader: 'idempotency-key' } } });
const model = provider({ script: () => ({ say: 'green tea' }) });

const agent = (how: 'serve' | 'once', patient: 'yes' | 'no') => service({
  command: ['python3', 'agent.py', how],
  ask: how === 'serve' ? 'POST /ask' : 'stdin',
  env: (at) => ({ MODEL_URL: at.url('model'), SHOP_URL: at.url('shop'), PATIENT: patient }),
});

const underLimit = (title: string, how: 'serve' | 'once', id: string) => scenario(title, {
  points: { model, shop },
  system: agent(how, 'no'),
  tasks: [{ input: 'Order what I like', expect: { effects: { 'POST /orders': 1 } } }],
  plan: [rateLimit({ retryAfterMs: 1_000 }).at('shop', { chance: 0.33 })],
  checks: [completes({ always: true }), exactlyOnce('shop')],
  mutants: { [id]: { system: agent(how, 'yes'), by: 'completes' } },
  deadline: '30 s',
  load: { within: '25 s', slo: { 'during.goodput': '>= 90 %', 'check completes': '<= 5 %' } },
});

export default [
  underLimit('a server under a rate limit', 'serve', 'served.patient'),
  underLimit('a command under a rate limit', 'once', 'run.patient'),
];`;
