import { digest } from '../../../model/json/json.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { embeddingOf } from '../../embedding.ts';
import { tokensIn } from '../../tokens.ts';
import type { Answering, Asked, Problem } from '../dialect.ts';
import { textOf } from './contents.ts';
import { badRequest, notJson } from './errors.ts';
import { geminiHeaders } from './headers.ts';
import { member } from './parameters.ts';

/** Reads the body of `embedContent`, or of `batchEmbedContents`, which has several of them. */
export function receiveEmbeddings(model: string, text: string, isBatch: boolean): Asked {
  const body = parsedJson(text);
  if (!isObject(body)) return wrong(notJson);
  const { requests } = body;
  const asked: readonly unknown[] = !isBatch ? [body] : Array.isArray(requests) ? requests : [];
  const read = asked.map(textAndSize);
  if (read.length === 0 || read.some((one) => one === null)) return wrong(noContent);
  const inputs = read.flatMap((one) => one ?? []);
  const tokens = inputs.reduce((sum, one) => sum + tokensIn(one.text), 0);
  const say = (as: Answering) => {
    const vectors = inputs.map((one) => ({ values: embeddingOf(one.text, one.size) }));
    const data = JSON.stringify(isBatch ? { embeddings: vectors } : { embedding: vectors[0] });
    const headers = { 'content-type': 'application/json; charset=UTF-8', ...geminiHeaders(as) };
    const frames = [{ afterMs: as.pace.firstMs, data }];
    return { status: 200, headers, frames, end: 'done', tokens, outputTokens: 0 } as const;
  };
  const first = inputs[0]?.text.slice(0, 200).toWellFormed();
  const input = { model, texts: inputs.length, first };
  const plain = { label: 'embeddings', model, key: digest([model, inputs]), input, tokens, say };
  return { kind: 'plain', plain };
}

function wrong(problem: Problem): Asked {
  return { kind: 'wrong', problem };
}

const noContent = badRequest('* EmbedContentRequest.content: content is empty\n');

function textAndSize(request: unknown): { readonly text: string; readonly size: number } | null {
  if (!isObject(request)) return null;
  const { content } = request;
  const parts = isObject(content) ? content['parts'] : undefined;
  const list: readonly unknown[] = Array.isArray(parts) ? parts : [parts];
  const text = textOf(list.filter(isObject));
  const size = sizeOf(request);
  return text === '' || size === null ? null : { text, size };
}

function sizeOf(request: JsonObject): number | null {
  const size = member(request, 'outputDimensionality') ?? 3072;
  return Number.isInteger(size) && (size as number) >= 1 && (size as number) <= 4096
    ? (size as number)
    : null;
}
