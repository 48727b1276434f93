import { fileURLToPath } from 'node:url';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  lostReply,
  nonce,
  provider,
  scenario,
  service,
  standardChecks,
} from 'brownout';
import { createAgent } from './agent.mjs';

// The world: a flight tool that books once per idempotency key, and a scripted model.
const flights = api(
  () => {
    const booked = new Map<string, string>();
    return [
      http.post('/book', ({ request }) => {
        const key = request.headers.get('idempotency-key') ?? nonce('KEY');
        const id = booked.get(key) ?? nonce('BK');
        booked.set(key, id);
        return HttpResponse.json({ id });
      }),
    ];
  },
  { effects: ['POST /book'] },
);

const model = provider({
  script: (conversation) => {
    const [booked] = conversation.toolResults;
    if (!booked) return { call: { name: 'book', args: { flight: 'BA548' } } };
    return { say: `Booked: ${(booked.value as { id: string }).id}` };
  },
});

export default scenario('books once, whatever is lost', {
  family: 'demo',
  points: { model, flights },
  system: [
    service({
      command: ['node', fileURLToPath(new URL('agent.mjs', import.meta.url))],
      env: (at) => ({ OPENAI_BASE_URL: at.url('model'), FLIGHTS_URL: at.url('flights') }),
      ready: 'GET /health',
      ask: 'POST /chat',
    }),
    inProcess((at) => {
      const agent = createAgent({ model: at.url('model'), flights: at.url('flights') });
      return (input, { id }) => agent(String(input), id);
    }),
  ],
  tasks: [{ input: 'Fly me to Rome on Friday', expect: { effects: { 'POST /book': 1 } } }],
  // The tool acts, its reply is lost on the way back: the agent must retry, and must not book twice.
  plan: ({ flights }) => [lostReply().at(flights, { call: 'POST /book', calls: 1 })],
  checks: standardChecks(),
});
