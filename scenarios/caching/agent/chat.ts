import OpenAI from 'openai';
import type {
  ChatCompletionChunk,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from 'openai/resources/chat/completions';

/** The model gave no answer that can be used. */
export class ModelDown extends Error {
  override readonly name = 'ModelDown';
}

/** What the model is asked. */
export interface Prompt {
  readonly model: string;
  readonly messages: readonly ChatCompletionMessageParam[];
  /** The same in every turn, even where none may be called: they are part of the prompt's prefix. */
  readonly tools: readonly ChatCompletionTool[];
  readonly mayCall: boolean;
}

/** What the model said, put together from its stream. */
export interface Said {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly args: string }[];
  /** Whether it said that this was all; a stream can end without that, and look fine. */
  readonly isWhole: boolean;
}

/** Asks the model once. @throws ModelDown */
export type Chat = (prompt: Prompt, signal: AbortSignal) => Promise<Said>;

const timeoutMs = 3000;

/** The model behind OpenAI's API at `url`, streamed. */
export function chatAt(url: string): Chat {
  const client = new OpenAI({ baseURL: url, apiKey: 'local', maxRetries: 0 });
  return async ({ model, messages, tools, mayCall }, signal) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const stream = await client.chat.completions.create(
        {
          model,
          messages: [...messages],
          tools: [...tools],
          tool_choice: mayCall ? 'auto' : 'none',
          stream: true,
        },
        { signal: limit },
      );
      return await collect(stream);
    } catch (error) {
      signal.throwIfAborted();
      throw new ModelDown('the model did not answer', { cause: error });
    }
  };
}

async function collect(stream: AsyncIterable<ChatCompletionChunk>): Promise<Said> {
  const calls: { name: string; args: string }[] = [];
  let text = '';
  let finish: string | null = null;
  for await (const { choices } of stream) {
    const [choice] = choices;
    if (!choice) continue;
    text += choice.delta.content ?? '';
    for (const { index, function: part } of choice.delta.tool_calls ?? []) {
      const call = (calls[index] ??= { name: '', args: '' });
      call.name += part?.name ?? '';
      call.args += part?.arguments ?? '';
    }
    finish = choice.finish_reason ?? finish;
  }
  const isWhole = calls.length > 0 ? finish === 'tool_calls' : finish === 'stop' && text !== '';
  return { text, calls, isWhole };
}
