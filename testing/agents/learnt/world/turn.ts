import { ask } from '../../corpus/world/ask.ts';

/** What stands in a conversation with a model that calls tools, as it goes over the wire. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | null;
  readonly tool_calls?: readonly Called[];
  readonly tool_call_id?: string;
}

/** A tool that the model wants called; its arguments are JSON. */
export interface Called {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

/** The model's next turn; null where there is none. */
export async function turn(
  model: string,
  messages: readonly Message[],
  tools: readonly string[],
): Promise<Message | null> {
  const came = await ask<{ choices: readonly { message: Message }[] }>(
    'POST',
    `${model}/chat/completions`,
    {
      token: 'none',
      json: {
        model: 'any',
        messages,
        // An empty list is refused.
        ...(tools.length > 0 && {
          tools: tools.map((name) => ({
            type: 'function',
            function: { name, parameters: { type: 'object' } },
          })),
        }),
      },
    },
  );
  return came.ok ? (came.body.choices[0]?.message ?? null) : null;
}
