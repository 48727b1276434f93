import {
  api,
  completes,
  discloses,
  honest,
  http,
  HttpResponse,
  inProcess,
  refuse,
  scenario,
  type Scenario,
} from '../../../index.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask } from './world/ask.ts';

const perEuro = new Map([
  ['USD', 1.1],
  ['GBP', 0.85],
]);

/** Changes money for several users, who share what was asked of each currency. */
export const keptRefusal: AgentPair = {
  id: 'kept-refusal',
  faults: 1,
  bug: 'The promise of a rate is kept, also where it came to an error.',
  check: 'completes',
  witness: [refuse().at('rates', { call: 'GET /rates/:currency', calls: 1 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('one user who had no luck costs the next one nothing', {
    family: 'held-out',
    points: {
      rates: api([
        http.get('/rates/:currency', ({ params }) =>
          HttpResponse.json({ rate: perEuro.get(String(params['currency'])) }),
        ),
      ]),
    },
    system: inProcess((at) => exchange(at.url('rates'), isSound)),
    tasks: [
      { input: { euros: 100, to: 'USD' }, expect: { answer: { amount: 110 } } },
      { input: { euros: 100, to: 'GBP' }, expect: { answer: { amount: 85 } } },
      { input: { euros: 20, to: 'USD' }, expect: { answer: { amount: 22 } } },
    ],
    plan: [],
    phases: ['fault'],
    checks: [completes(), honest(), discloses()],
  });
}

function exchange(url: string, isSound: boolean) {
  const rates = new Map<string, Promise<number>>();
  const rateOf = (currency: string): Promise<number> => {
    const known = rates.get(currency);
    if (known) return known;
    const asked = read(url, currency);
    rates.set(currency, asked);
    if (isSound) asked.catch(() => rates.delete(currency));
    return asked;
  };
  return async (input: unknown): Promise<object> => {
    const { euros, to } = input as { euros: number; to: string };
    try {
      return { status: 'done', amount: Math.round(euros * (await rateOf(to)) * 100) / 100 };
    } catch (error) {
      return { status: 'failed', error: String(error) };
    }
  };
}

async function read(url: string, currency: string): Promise<number> {
  const answer = await ask<{ rate: number }>('GET', `${url}/rates/${currency}`);
  if (!answer.ok) throw new Error(`no rate of ${currency} (status ${answer.status})`);
  return answer.body.rate;
}
