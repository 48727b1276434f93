import { expect, test } from 'vitest';
import { parsedJson } from '../../model/json/parsed-json.ts';
import { textOf } from '../../model/reply.ts';
import { provider } from '../provider.ts';
import { standingClock, surroundings } from '../testing/rig.ts';
import type { Spoken } from './index.ts';

const openai = { error: { type: 'invalid_request_error', param: null } };
const anthropic = { type: 'error', error: { type: 'not_found_error' } };
const gemini = { error: { code: 404, status: 'NOT_FOUND' } };
const interactions = { error: { code: 'not_found' } };
const azure = { error: { code: '404', message: 'Resource not found' } };
const bedrock = { message: 'The requested operation is not recognized by the service.' };
const ollama = '404 page not found';
const aws = { authorization: 'AWS4-HMAC-SHA256 Credential=AKIAX/20261101/us-east-1/bedrock' };

async function refused(
  path: string,
  headers: Readonly<Record<string, string>>,
  dialect?: Spoken,
): Promise<unknown> {
  const point = provider({ script: [], ...(dialect && { dialect }) }).open();
  const incoming = { method: 'POST', path, headers, body: '{}' };
  const reply = await point.answer(incoming, surroundings(point, incoming, standingClock()));
  expect(reply.status).toBe(404);
  const text = textOf(reply);
  return parsedJson(text) ?? text;
}

test.each<[path: string, headers: Readonly<Record<string, string>>, words: unknown]>([
  ['/v1/nothing', {}, openai],
  ['/v1/files', { authorization: 'Bearer sk-x' }, openai],
  ['/v1/messages/batches', {}, anthropic],
  ['/v1/files', { 'anthropic-version': '2023-06-01' }, anthropic],
  ['/v1/files', { 'anthropic-version': '2023-06-01', authorization: 'Bearer x' }, anthropic],
  ['/v1/files', { 'x-api-key': 'k' }, anthropic],
  ['/v1beta/cachedContents', {}, gemini],
  ['/upload/files?key=k', {}, gemini],
  ['/v1/files', { 'x-goog-api-key': 'k' }, gemini],
  ['/v1/files', { 'x-goog-api-key': 'k', authorization: 'Bearer x' }, gemini],
  ['/v1/models/gemini-3-pro:predict', {}, gemini],
  ['/v1beta/interactions/v1_x/cancel', {}, interactions],
  ['/api/push', {}, ollama],
  ['/openai/deployments/gpt/images?api-version=1', {}, azure],
  ['/images', { 'api-key': 'k' }, azure],
  ['/model/m/apply', {}, bedrock],
  ['/guardrail', aws, bedrock],
  ['/guardrail', { 'x-amz-date': '20261101T000000Z' }, bedrock],
])('%s with %j is refused in the words of the nearest dialect', async (path, headers, words) => {
  const said = await refused(path, headers);
  if (typeof words === 'string') expect(said).toBe(words);
  else expect(said).toMatchObject(words as object);
});

test.each<[dialect: Spoken, headers: Readonly<Record<string, string>>, words: object]>([
  ['gemini', { 'anthropic-version': '2023-06-01' }, gemini],
  [['openai-chat', 'gemini-interactions'], { 'x-goog-api-key': 'k' }, interactions],
  [['anthropic', 'openai-chat'], { authorization: 'Bearer sk-x' }, openai],
  [['anthropic', 'openai-chat'], {}, anthropic],
])('of %j with %j only those are near that are spoken', async (dialect, headers, words) => {
  expect(await refused('/v1/files', headers, dialect)).toMatchObject(words);
});
