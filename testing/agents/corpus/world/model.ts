import { provider, type PointMaker } from '../../../../index.ts';
import { ask } from './ask.ts';

/** A model that answers a question by the first of these words that stands in it. */
export function oracle(answers: Readonly<Record<string, string>>): PointMaker {
  return provider({
    script: ({ user }) =>
      Object.entries(answers).find(([word]) => user.includes(word))?.[1] ?? 'I do not know.',
  });
}

/** What the model says to a question; null where it says nothing. */
export async function chat(model: string, question: string): Promise<string | null> {
  const came = await ask<Completion>('POST', `${model}/chat/completions`, {
    token: 'none',
    json: { model: 'any', messages: [{ role: 'user', content: question }] },
  });
  return came.ok ? (came.body.choices[0]?.message.content ?? null) : null;
}

interface Completion {
  readonly choices: readonly { readonly message: { readonly content: string | null } }[];
}
