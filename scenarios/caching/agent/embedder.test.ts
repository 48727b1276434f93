import { afterEach, expect, it, vi } from 'vitest';
import { embedder, EmbedderDown, similarity } from './embedder.ts';

afterEach(() => void vi.unstubAllGlobals());

it.each([
  [[1, 0], [2, 0], 1],
  [[1, 0], [0, 3], 0],
  [[1, 0], [-1, 0], -1],
  [[3, 4], [4, 3], 0.96],
  [[1], [1, 0], 0],
  [[0, 0], [1, 0], 0],
])('%j and %j are alike by %d', (a, b, expected) => {
  expect(similarity(a, b)).toBeCloseTo(expected);
});

it.each([
  ['is down', () => new Response('no', { status: 503 })],
  ['sends no JSON', () => new Response('<html>')],
  ['sends no vector', () => Response.json({ vector: [] })],
  ['sends words', () => Response.json({ vector: ['a'] })],
])('there is no vector where the embedder %s', async (_, reply) => {
  vi.stubGlobal('fetch', () => Promise.resolve(reply()));
  const { signal } = new AbortController();
  await expect(embedder('http://embedder')('hello', signal)).rejects.toThrow(EmbedderDown);
});

it('stops when its caller leaves', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('aborted')));
  const gone = AbortSignal.abort(new Error('gone'));
  await expect(embedder('http://embedder')('hello', gone)).rejects.toThrow('gone');
});
