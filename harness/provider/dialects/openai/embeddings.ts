import { digest } from '../../../model/json/json.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import type { Reply } from '../../../model/reply.ts';
import { embeddingOf } from '../../embedding.ts';
import { tokensIn } from '../../tokens.ts';
import type { Answering, Asked, Problem } from '../dialect.ts';
import { badRequest, wrongType } from './bad-request.ts';
import { openaiHeaders } from './headers.ts';
import { notJson } from './not-json.ts';

/** Reads the body of a request for embeddings; tokens in place of texts are a text each. */
export function receiveEmbeddings(text: string): Asked {
  const body = parsedJson(text);
  if (!isObject(body)) return wrong(badRequest(notJson, null, null));
  const { model, input, dimensions, encoding_format: format = 'float' } = body;
  if (typeof model !== 'string' || model === '') {
    return wrong(badRequest('you must provide a model parameter', null, null));
  }
  const texts = textsOf(input);
  if (texts === null) return wrong(badRequest(noInput, null, null));
  if (format !== 'float' && format !== 'base64') {
    return wrong(
      badRequest(`Invalid value: '${plainText(format)}'.`, 'encoding_format', 'invalid_value'),
    );
  }
  if (dimensions !== undefined && !isDimensions(dimensions)) {
    return wrong(wrongType('dimensions', 'an integer from 1 to 4096', dimensions));
  }
  const counts = texts.map(tokensIn);
  const most = Math.max(...counts);
  if (most > mostTokens) return wrong(tooLong(most));
  const tokens = counts.reduce((sum, count) => sum + count, 0);
  const size = dimensions ?? (model.includes('large') ? 3072 : 1536);
  const say = (as: Answering) =>
    reply(
      texts.map((one) => embeddingOf(one, size)),
      { model, tokens, format, as },
    );
  const plain = {
    label: 'embeddings',
    model,
    key: digest([model, size, texts]),
    input: { model, texts: texts.length, first: texts[0]?.slice(0, 200).toWellFormed() },
    tokens,
    say,
  };
  return { kind: 'plain', plain };
}

function wrong(problem: Problem): Asked {
  return { kind: 'wrong', problem };
}

const noInput =
  "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.";

/** The most tokens of one text. */
const mostTokens = 8192;

function tooLong(tokens: number): Problem {
  const subject = `This model's maximum context length is ${mostTokens} tokens, however you requested`;
  const message = `${subject} ${tokens} tokens. Please reduce your prompt.`;
  return badRequest(message, null, null);
}

function isDimensions(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 4096;
}

function textsOf(input: unknown): readonly string[] | null {
  if (typeof input === 'string') return input === '' ? null : [input];
  if (!Array.isArray(input) || input.length === 0 || input.length > 2048) return null;
  if (input.every((one) => typeof one === 'number')) return [input.join(' ')];
  const texts = input.map((one: unknown) => (Array.isArray(one) ? one.join(' ') : one));
  return texts.every((one) => typeof one === 'string' && one !== '') ? (texts as string[]) : null;
}

/** A reply without a meaning: a trace is not to hold vectors. */
function reply(
  vectors: readonly (readonly number[])[],
  { model, tokens, format, as }: { model: string; tokens: number; format: string; as: Answering },
): Reply {
  const data = vectors.map((vector, index) => ({
    object: 'embedding',
    index,
    embedding: format === 'base64' ? inBase64(vector) : vector,
  }));
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  const body = JSON.stringify({ object: 'list', data, model, usage });
  return {
    status: 200,
    headers: { 'content-type': 'application/json', ...openaiHeaders(as) },
    frames: [{ afterMs: as.pace.firstMs, data: body }],
    end: 'done',
    tokens,
    outputTokens: 0,
  };
}

function inBase64(vector: readonly number[]): string {
  return Buffer.from(new Float32Array(vector).buffer).toString('base64');
}
