import OpenAI from 'openai';
import { provider } from '../harness/provider/provider.ts';
import { inProcess } from '../harness/run/in-process.ts';
import { run } from '../harness/run/run.ts';
import { scenario } from '../index.ts';
import { simulate } from '../harness/sim/kernel.ts';
import { completes } from '../harness/checks/completes.ts';
import { rounds } from './rounds.ts';

const calls = 8;
const body = JSON.stringify({ flight: 'BA548', price: 480 });

const json = { 'content-type': 'application/json' };

type Fetch = (request: Request) => Promise<Response>;

/** A tool that answers at once. */
const tool: Fetch = async (request) => {
  await request.text();
  return new Response(body, { status: 200, headers: json });
};

/** An agent of 8 calls, each of which depends on the one before. */
async function agent(fetched: (url: string, init: RequestInit) => Promise<Response>) {
  let price = 0;
  for (let n = 0; n < calls; n += 1) {
    const response = await fetched('http://flights.brownout.test/search', {
      method: 'POST',
      body: JSON.stringify({ n, price }),
    });
    price += ((await response.json()) as { price: number }).price;
  }
  return price;
}

const completion = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'any',
  choices: [
    { index: 0, message: { role: 'assistant', content: 'Very well.' }, finish_reason: 'stop' },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

/** A provider that says the same at once: what is left is the client's own cost. */
const said = () => Promise.resolve(new Response(completion, { status: 200, headers: json }));

/** An agent of 8 turns on the real `openai` client, with its retries and its parser. */
async function chat(client: OpenAI) {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Begin.' }];
  for (let n = 0; n < calls; n += 1) {
    const reply = await client.chat.completions.create({ model: 'any', messages });
    messages.push(reply.choices[0]!.message, { role: 'user', content: `Go on, ${n}.` });
  }
  return messages.length;
}

const chatting = scenario('eight turns', {
  points: { model: provider({ script: () => 'Very well.' }) },
  system: inProcess((at) => {
    const client = new OpenAI({ apiKey: 'none', baseURL: at.url('model') });
    return () => chat(client);
  }),
  tasks: [{ input: 'Begin.' }],
  plan: [],
  phases: ['fault'],
  checks: [completes()],
});

const limits = { virtualMs: 60_000, steps: 100_000, stuckMs: 2_000 };

/** What virtual time costs, and how many whole runs with a real SDK a thread makes in a second. */
export async function bench(say: (line: string) => void): Promise<Record<string, number>> {
  // Nothing but the reply: no Request is made, nothing is patched.
  const bare = () => Promise.resolve(new Response(body, { status: 200, headers: json }));
  // Two pairs, each in rounds of its own: what the SDK leaves for the collector would be counted
  // against whoever comes after it.
  const agents = await rounds({
    bare: async (times) => {
      for (let n = 0; n < times; n += 1) await agent(bare);
    },
    sim: async (times) => {
      for (let n = 0; n < times; n += 1) {
        await simulate({ seed: n, epochMs: 0, limits, fetch: tool }, () => agent(fetch));
      }
    },
  });
  const clients = await rounds({
    client: async (times) => {
      for (let n = 0; n < times; n += 1) await chat(new OpenAI({ apiKey: 'none', fetch: said }));
    },
    openai: async (times) => {
      for (let n = 0; n < times; n += 1) await run(chatting, { mode: 'sim', seed: n });
    },
  });
  const perRun = { ...agents, ...clients };
  for (const [name, us] of Object.entries(perRun)) {
    say(`${name.padEnd(8)} ${us.toFixed(0).padStart(6)} µs a run of ${calls} calls`);
  }
  return {
    simOverBare: round(perRun.sim / perRun.bare),
    openaiRunsPerSecond: round(1e6 / perRun.openai),
    clientAloneRunsPerSecond: round(1e6 / perRun.client),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
