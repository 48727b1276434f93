import { askTwice } from './ask.ts';

interface Completion {
  readonly choices: readonly {
    readonly message: { readonly content: string | null };
    readonly finish_reason: string;
  }[];
}

/** What a model says to this; null where it said nothing, or not to its end. */
export async function chat(
  url: string,
  prompt: string,
  model: string = 'gpt-5-mini',
): Promise<string | null> {
  const json = { model, messages: [{ role: 'user', content: prompt }] };
  const answer = await askTwice<Completion>('POST', `${url}/chat/completions`, { json });
  const choice = answer.ok ? answer.body.choices[0] : undefined;
  if (choice?.finish_reason !== 'stop') return null;
  return choice.message.content?.trim() || null;
}
