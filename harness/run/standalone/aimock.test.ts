import { A2AMock, AGUIMock, LLMock, MCPMock, VectorMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inFrontOf, type InFront } from './testing/in-front.ts';

/** A mock provider of another house, which answers for every API that it knows. */
const mock = new LLMock({ port: 0, logLevel: 'silent' });
const call = { name: 'price', arguments: '{"city":"Rome"}' };

beforeAll(async () => {
  mock.onMessage(/price/, { content: 'Let me look.', toolCalls: [call] });
  mock.onEmbedding(/./, { embedding: [0.1, 0.2] });
  mock.onImage(/./, { image: { b64Json: 'aGk=' } });
  mock.onSpeech(/./, { audio: 'aGk=' });
  mock.onSearch(/./, [{ title: 't', url: 'http://x.test', content: 'c' }]);
  mock.onRerank(/./, [{ index: 0, relevance_score: 1 }]);
  mock.onModerate(/./, { flagged: false, categories: {} });
  mock.onMessage(/./, { content: 'Very well, then.' });
  mock.mount('/vector', new VectorMock().addCollection('c', { dimension: 2 }).onQuery('c', []));
  mock.mount('/agui', new AGUIMock().onMessage(/./, 'Hi'));
  mock.mount('/mcp', new MCPMock().addTool({ name: 't', description: 'd' }));
  mock.mount(
    '/a2a',
    new A2AMock().registerAgent({ name: 'a' }).onMessage('a', /./, [{ text: 'x' }]),
  );
  await mock.start();
});
afterAll(async () => void (await mock.stop()));

const said = (text: string) => [{ role: 'user', content: text }];
const anthropic = { 'anthropic-version': '2023-06-01', 'x-api-key': 'k' };
const parts = (text: string) => [{ role: 'user', parts: [{ text }] }];

const rpcOfA2a = {
  jsonrpc: '2.0',
  id: 1,
  method: 'SendMessage',
  params: { message: { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'Hi' }] } },
};

/** Requests to each of its surfaces over HTTP: a path, a body, and headers. */
const surfaces: readonly (readonly [path: string, body: object, headers?: object])[] = [
  ['/v1/chat/completions', { model: 'm', messages: said('Hi') }],
  ['/v1/chat/completions', { model: 'm', messages: said('Hi'), stream: true }],
  ['/openai/deployments/d/chat/completions?api-version=1', { messages: said('Hi') }],
  ['/v1/responses', { model: 'm', input: 'Hi' }],
  ['/v1/responses', { model: 'm', input: 'Hi', stream: true }],
  ['/v1/messages', { model: 'm', max_tokens: 9, messages: said('Hi') }, anthropic],
  ['/v1/messages', { model: 'm', max_tokens: 9, messages: said('Hi'), stream: true }, anthropic],
  ['/v1beta/models/m:generateContent', { contents: parts('Hi') }],
  ['/v1beta/models/m:streamGenerateContent?alt=sse', { contents: parts('Hi') }],
  ['/v1beta/interactions', { model: 'm', input: 'Hi' }],
  ['/v1/embeddings', { model: 'm', input: 'Hi' }],
  ['/model/anthropic.claude/converse', { messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }],
  [
    '/model/anthropic.claude/converse-stream',
    { messages: [{ role: 'user', content: [{ text: 'Hi' }] }] },
  ],
  ['/api/chat', { model: 'm', messages: said('Hi'), stream: false }],
  ['/api/chat', { model: 'm', messages: said('Hi') }],
  ['/v2/chat', { model: 'm', messages: said('Hi') }],
  ['/v1/images/generations', { model: 'm', prompt: 'Hi' }],
  ['/v1/audio/speech', { model: 'm', input: 'Hi', voice: 'alloy' }],
  ['/v1/moderations', { input: 'Hi' }],
  ['/v2/rerank', { query: 'Hi', documents: ['a'] }],
  ['/search', { query: 'Hi' }],
  ['/vector/query', { namespace: 'c', vector: [1, 2], topK: 1 }],
  ['/agui', { threadId: 't', runId: 'r', messages: [{ id: '1', ...said('Hi')[0] }] }],
  ['/mcp', { jsonrpc: '2.0', id: 1, method: 'initialize', params: {} }],
  ['/a2a', rpcOfA2a],
];

const post = (url: string, [path, body, headers = {}]: (typeof surfaces)[number]) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer k', ...headers },
    body: JSON.stringify(body),
  });

async function through<T>(faults: string, use: (front: InFront) => Promise<T>): Promise<T> {
  const front = await inFrontOf(mock.url, { faults });
  try {
    return await use(front);
  } finally {
    await front.close();
  }
}

describe.each(surfaces.map((surface) => [surface[0], surface] as const))(
  '%s of aimock',
  (_, to) => {
    test('is passed on, refused before it, lost after it, cut off', async () => {
      const asked = () => mock.getRequests().length;
      await through('', async ({ url }) => {
        const own = await post(mock.url, to);
        expect(own.status).toBe(200);
        const passed = await post(url, to);
        expect(passed.status).toBe(200);
        expect(passed.headers.get('content-type')).toBe(own.headers.get('content-type'));
        const [ours, theirs] = [await passed.text(), await own.text()];
        expect(masked(ours)).toBe(masked(theirs));
      });
      const before = asked();
      await through('refuse status=503', async ({ url }) => {
        expect((await post(url, to)).status).toBe(503);
        expect(asked()).toBe(before);
      });
      await through('lost-reply', async ({ url }) => {
        await expect(post(url, to)).rejects.toThrow('fetch failed');
        expect(asked()).toBe(before + 1);
      });
      await through('reset-cut afterFrames=0', async ({ url }) => {
        await expect(post(url, to).then((reply) => reply.arrayBuffer())).rejects.toThrow();
      });
    });
  },
);

/** Without what each reply has of its own: ids, times, and checksums of frames that hold them. */
function masked(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/[\w-]*(evt_|int-|[-_][\w-]{8})[\w-]*/g, 'ID')
    .replaceAll(/\d{9,}/g, 'N');
}

const read = surfaces.slice(0, 9).filter(([path]) => !path.startsWith('/openai/'));
const turns = read.map(([path, body, headers]) => {
  const text = JSON.stringify(body).replaceAll('"Hi"', '"price"');
  return [path, JSON.parse(text) as object, headers] as const;
});

describe.each(turns.map((surface) => [surface[0], surface] as const))('a turn at %s', (_, to) => {
  test('is read, so that faults of turns strike it by name', async () => {
    await through('', async ({ url, events }) => {
      await (await post(url, to as never)).text();
      expect(events.at(-1)).toMatchObject({
        kind: 'call.end',
        meaning: {
          text: 'Let me look.',
          toolCalls: [{ name: 'price', arguments: call.arguments }],
          finish: 'tool-calls',
        },
      });
    });
    for (const fault of ['unknown-tool', 'truncated-tool-arguments', 'refusal', 'empty-content']) {
      await through(fault, async ({ url, events }) => {
        const text = await (await post(url, to as never)).text();
        const hit = events.find((event) => event.kind === 'fault.hit');
        expect(hit).toMatchObject({ fault });
        if (fault === 'unknown-tool') expect(text).toContain('search_everything');
        if (fault === 'empty-content') expect(text).not.toContain('Let me');
      });
    }
  });
});
