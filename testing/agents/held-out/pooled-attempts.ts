import {
  api,
  completes,
  http,
  HttpResponse,
  inProcess,
  provider,
  refuse,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, pause, type Answer } from './world/ask.ts';

const mostFailures = 2;

interface Attempts {
  failures: number;
}

/** Translates a text after another, with the terms of each customer. */
export const pooledAttempts: AgentPair = {
  id: 'pooled-attempts',
  faults: 2,
  bug: 'What a task may fail at is counted over all tasks since the start.',
  check: 'completes',
  witness: [
    refuse({ status: 503 }).at('terms', { task: 'during-1', calls: 1 }),
    refuse({ status: 503 }).at('model', { task: 'during-2', calls: 1 }),
  ],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('the trouble of one customer is not that of the next', {
    family: 'held-out',
    points: {
      terms: api([http.get('/terms/:customer', () => HttpResponse.json({ sea: 'Meer' }))]),
      model: provider({ script: [{ reply: 'Das Meer ist ruhig.' }] }),
    },
    system: inProcess((at) => {
      const pool: Attempts = { failures: 0 };
      return (input) => translate(at, String(input), isSound ? { failures: 0 } : pool);
    }),
    tasks: ['north', 'south', 'west'].map((input) => ({ input, expect: { answer: /Meer/ } })),
    plan: [],
    phases: ['fault'],
    checks: [completes()],
  });
}

interface Said {
  readonly choices: readonly { readonly message: { readonly content: string | null } }[];
}

async function translate(at: At, customer: string, attempts: Attempts): Promise<object> {
  const url = `${at.url('terms')}/terms/${customer}`;
  const terms = await patiently(attempts, () => ask<Record<string, string>>('GET', url));
  if (!terms?.ok) return { status: 'failed', error: 'there are no terms' };
  const content = `With ${JSON.stringify(terms.body)}: The sea is still.`;
  const json = { model: 'gpt-5-mini', messages: [{ role: 'user', content }] };
  const chat = `${at.url('model')}/chat/completions`;
  const said = await patiently(attempts, () => ask<Said>('POST', chat, { json }));
  const text = said?.ok ? said.body.choices[0]?.message.content : null;
  if (!text) return { status: 'failed', error: 'there is no translation' };
  return { status: 'done', text };
}

/** Tries again until the attempts are spent; null where they were spent before. */
async function patiently<T>(
  attempts: Attempts,
  call: () => Promise<Answer<T>>,
): Promise<Answer<T> | null> {
  let last: Answer<T> | null = null;
  while (attempts.failures < mostFailures && !last?.ok) {
    if (last && !last.ok) await pause(Math.max(last.waitMs, 300));
    last = await call();
    if (!last.ok) attempts.failures += 1;
  }
  return last;
}
