import { z } from 'zod';
import { mayRetry, requestJson } from './request.ts';

/** A function that the model is made to call. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A call as the model makes it; `arguments` is JSON text, whole or not. */
export interface ToolUse {
  readonly name: string;
  readonly arguments: string;
}

/** What a reply comes to: a value, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly problem: string };

/** A question to the model. */
export interface Question<T> {
  readonly tool: Tool;
  readonly system: string;
  readonly user: string;
  readonly read: (use: ToolUse | null) => Read<T>;
}

/** A chat completions API. */
export interface Chat {
  /** What the model answers; it is asked twice at most, then null. */
  readonly ask: <T>(question: Question<T>, signal: AbortSignal) => Promise<T | null>;
}

const mostCalls = 2;
const timeoutMs = 400;

/** The API at `url`, spoken to directly. */
export function chat(url: string, model: string): Chat {
  async function call(tool: Tool, messages: readonly Message[], signal: AbortSignal) {
    const choice = { type: 'function', function: { name: tool.name } };
    const body = {
      model,
      temperature: 0,
      seed: 1,
      messages,
      tools: [{ type: 'function', function: tool }],
      tool_choice: choice,
    };
    const headers = { authorization: `Bearer ${process.env['OPENAI_API_KEY'] ?? 'none'}` };
    const reply = await requestJson({
      url: `${url}/chat/completions`,
      body,
      headers,
      timeoutMs,
      signal,
    });
    return completion.parse(reply).choices[0]?.message.tool_calls?.[0]?.function ?? null;
  }

  return {
    ask: async ({ tool, system, user, read }, signal) => {
      const messages: Message[] = [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ];
      // A call that fails and a reply to be corrected share one budget: claims must not wait long.
      for (let calls = 1; ; calls += 1) {
        try {
          const found = read(await call(tool, messages, signal));
          if ('value' in found) return found.value;
          if (calls === mostCalls) return null;
          messages.push({ role: 'user', content: mend(found.problem, tool) });
        } catch (error) {
          if (calls === mostCalls || !(await mayRetry(error, signal))) return null;
        }
      }
    },
  };
}

interface Message {
  readonly role: 'system' | 'user';
  readonly content: string;
}

function mend(problem: string, tool: Tool): string {
  return `Your answer cannot be used: ${problem}. Call ${tool.name} again.`;
}

const completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          tool_calls: z
            .array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }) }))
            .optional(),
        }),
      }),
    )
    .min(1),
});
