import { digest } from '../../../model/json/json.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { jsonReply } from '../../../model/reply.ts';
import { epochSeconds } from '../../epoch.ts';
import { tokensIn } from '../../tokens.ts';
import type { Answering, ChatRequest, Message, PlainRequest } from '../dialect.ts';
import { openaiHeaders } from '../openai/headers.ts';

/**
 * The request to compact a conversation. The item in the reply holds all of it, where the real one
 * holds a summary that nobody can read; either stands for the conversation in later requests.
 */
export function compaction({ model, messages, key, promptTokens }: ChatRequest): PlainRequest {
  const talk = messages.filter(({ role }) => role !== 'system');
  const content = `${mark}${Buffer.from(JSON.stringify(talk)).toString('base64url')}`;
  const output = tokensIn(content);
  const say = (as: Answering) => {
    const name = digest(as.requestId);
    const item = { type: 'compaction', id: `cmp_${name}`, encrypted_content: content };
    const usage = {
      input_tokens: promptTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: promptTokens + output,
    };
    const created_at = epochSeconds + Math.floor(as.nowMs / 1000);
    const head = { id: `resp_${name}`, object: 'response.compaction', created_at };
    return jsonReply({ ...head, output: [item], usage }, 200, openaiHeaders(as));
  };
  return { label: 'compact', model, key, input: { model }, tokens: promptTokens + output, say };
}

/** The messages that a compacted item stands for; null if it is none of ours. */
export function uncompacted(content: unknown): readonly Message[] | null {
  if (typeof content !== 'string' || !content.startsWith(mark)) return null;
  const text = Buffer.from(content.slice(mark.length), 'base64url').toString();
  const messages = parsedJson(text);
  return Array.isArray(messages) ? (messages as readonly Message[]) : null;
}

const mark = 'gAAAAcmp_';
