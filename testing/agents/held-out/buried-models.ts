import {
  api,
  completes,
  http,
  HttpResponse,
  inProcess,
  provider,
  recovers,
  scenario,
  unreachable,
  type At,
  type Scenario,
} from '../../../index.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice } from './world/ask.ts';

const models = ['swift', 'steady'] as const;
const restMs = 60_000;

/** Answers questions with one of two models: with the second where the first does not answer. */
export const buriedModels: AgentPair = {
  id: 'buried-models',
  faults: 2,
  bug: 'A model that failed once is asked no more; once both have, none is.',
  check: 'recovers',
  witness: [
    unreachable().at('swift', { task: 'during-1', calls: 1 }),
    unreachable().at('steady', { task: 'during-2', calls: 1 }),
  ],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('questions are answered again when the models are', {
    family: 'held-out',
    points: {
      articles: api([http.get('/articles', () => HttpResponse.json({ text: 'Open 9 to 5.' }))]),
      swift: provider({ script: [{ reply: 'From 9 to 5.' }] }),
      steady: provider({ script: [{ reply: 'From 9 to 5.' }] }),
    },
    system: inProcess((at) => help(at, isSound)),
    tasks: [
      { input: 'When are you open?', expect: { answer: /9 to 5/ } },
      { input: 'Are you open at 4?', expect: { answer: /9 to 5/ } },
    ],
    plan: [],
    rest: '2 min',
    checks: [completes(), recovers()],
  });
}

interface Said {
  readonly choices: readonly { readonly message: { readonly content: string | null } }[];
}

function help(at: At, isSound: boolean) {
  const failedAtMs = new Map<string, number>();
  const isUp = (model: string) => {
    const sinceMs = failedAtMs.get(model);
    return sinceMs === undefined || (isSound && performance.now() - sinceMs >= restMs);
  };
  return async (input: unknown): Promise<object> => {
    const found = await askTwice<{ text: string }>('GET', `${at.url('articles')}/articles`);
    if (!found.ok) return { status: 'abstained', note: 'the articles cannot be read' };
    const prompt = `${found.body.text} ${String(input)}`;
    for (const model of models.filter(isUp)) {
      const json = { model, messages: [{ role: 'user', content: prompt }] };
      const said = await ask<Said>('POST', `${at.url(model)}/chat/completions`, { json });
      const text = said.ok ? said.body.choices[0]?.message.content : null;
      if (text) return { status: 'done', text };
      failedAtMs.set(model, performance.now());
    }
    return { status: 'abstained', note: 'no model answers' };
  };
}
