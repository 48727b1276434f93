import { afterEach, describe, expect, it, vi } from 'vitest';
import { pipeline, type Answer } from './agent.ts';
import { deadlineMs } from './budget.ts';
import { without, type Safeguards } from './safeguards.ts';

const addresses = {
  model: 'http://model',
  retriever: 'http://retriever',
  standby: 'http://standby',
  reranker: 'http://reranker',
  verifier: 'http://verifier',
  citer: 'http://citer',
  progress: 'http://progress',
};

/** A request as it reached a service. */
interface Seen {
  readonly host: string;
  readonly method: string;
  readonly key: string | null;
  readonly body: Record<string, unknown>;
}

type Service = (seen: Seen) => unknown;

const agreed = { embedding: 'e5-2', dimension: 384, metric: 'cosine' };
const hits = [
  { id: 'D1', text: 'Refunds take 30 days.', score: 0.9 },
  { id: 'D2', text: 'Refunds took 14 days.', score: 0.8 },
];
const listIn = (body: Record<string, unknown>, field: string) =>
  body[field] as readonly { readonly id: string; readonly text: string }[];

/** All well: the model repeats the first passage it is given, the verifier reads what it is sent. */
const healthy: Readonly<Record<string, Service>> = {
  model: ({ body }) => said(/(\[\w+\]) (.*?)\\n/.exec(JSON.stringify(body))),
  retriever: () => ({ index: agreed, hits }),
  standby: () => ({ index: agreed, hits }),
  reranker: ({ body }) => ({
    model: 'rr-3',
    ranking: listIn(body, 'documents').map(({ id }, n) => ({ id, score: 0.1 + n / 10 })),
  }),
  verifier: ({ body }) => ({
    verdicts: listIn(body, 'passages').map(({ id, text }) => ({
      id,
      supported: String(body['answer']).includes(text),
    })),
  }),
  citer: ({ key }) => ({ citation: `CT-${key}` }),
  progress: () => ({ record: null }),
};

afterEach(() => void vi.unstubAllGlobals());

describe('the pipeline', () => {
  it('answers in full, in the order of the reranker', async () => {
    const { seen } = playing({});
    expect(await ask()).toEqual({
      status: 'full',
      text: 'Refunds took 14 days. [D2]',
      sources: ['D2', 'D1'],
      cited: ['D2'],
      citation: 'CT-r1:cite',
      verified: true,
      notes: [],
    });
    expect(seen.filter(({ method }) => method === 'PUT')).toHaveLength(2);
  });

  it('keeps the order of the retriever while the reranker is down, and says so', async () => {
    playing({ reranker: down });
    expect(await ask()).toMatchObject({ status: 'degraded', sources: ['D1', 'D2'] });
    playing({ reranker: () => ({ model: 'rr-3', ranking: [{ id: 'D9', score: 0.5 }] }) });
    expect(await ask()).toMatchObject({ notes: ['not reranked'] });
    playing({ reranker: down });
    expect(await ask('bypassesStages')).toMatchObject({ status: 'failed' });
  });

  it('abstains where nothing fits, and where the model makes a source up', async () => {
    playing({ retriever: () => ({ index: agreed, hits: [] }) });
    expect(await ask()).toMatchObject({ status: 'abstained', text: '' });
    const invents = { model: () => said([null, '[D7]', 'It takes 60 days.']) };
    playing(invents);
    expect(await ask()).toMatchObject({ status: 'abstained' });
    playing(invents);
    expect(await ask('demandsEvidence')).toMatchObject({ cited: ['D7'], verified: false });
  });

  it('uses a standby of the same index, and none of another', async () => {
    playing({ retriever: down });
    expect(await ask()).toMatchObject({ status: 'full' });
    const index = { ...agreed, metric: 'l2' };
    playing({ retriever: down, standby: () => ({ index, hits }) });
    expect(await ask()).toMatchObject({ status: 'abstained' });
    playing({ retriever: down, standby: () => ({ index, hits }) });
    expect(await ask('checksContract')).toMatchObject({ status: 'full' });
  });

  it.each([
    ['is down', down],
    ['says nothing', () => ({ verdicts: [] })],
    ['approves of everything', approve],
  ] as const)('does not stamp what a verifier passed that %s', async (_, verifier) => {
    playing({ verifier });
    expect(await ask()).toMatchObject({ status: 'degraded', verified: false });
    playing({ verifier });
    expect(await ask('earnsStamp')).toMatchObject({ status: 'full', verified: true });
  });

  it.each(['', 'earnsStamp'])('abstains where the verifier says no (without %j)', async (name) => {
    playing({
      verifier: ({ body }) => ({
        verdicts: listIn(body, 'passages').map(({ id }) => ({ id, supported: false })),
      }),
    });
    expect(await ask(name as keyof Safeguards)).toMatchObject({ status: 'abstained' });
  });

  it('names the key of citations that were not confirmed', async () => {
    playing({ citer: down });
    expect(await ask()).toMatchObject({ status: 'degraded', citation: null });
    expect((await ask()).notes.join()).toContain('r1:cite');
  });

  it('goes on from its record, under the key it used before', async () => {
    let record: unknown = null;
    const progress: Service = ({ method, body }) => {
      if (method === 'PUT') record = body;
      return { record };
    };
    const { seen } = playing({ progress });
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(seen.filter(({ host }) => host === 'model' || host === 'citer')).toHaveLength(2);
    for (const [name, keys] of [
      ['', 1],
      ['keepsKeys', 2],
    ] as const) {
      const again = playing({});
      await ask(name);
      await ask(name);
      expect(new Set(again.seen.flatMap(({ key }) => key ?? [])).size).toBe(keys);
    }
  });

  it('stops calling when its time is over', async () => {
    let nowMs = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const spends: Service = (seen) => {
      nowMs += deadlineMs;
      return healthy['retriever']?.(seen);
    };
    const { seen } = playing({ retriever: spends });
    expect(await ask()).toMatchObject({ status: 'failed' });
    expect(seen.map(({ host }) => host)).toEqual(['progress', 'retriever']);
    nowMs = 0;
    playing({ retriever: spends });
    expect(await ask('sharesDeadline')).toMatchObject({ status: 'full' });
    vi.restoreAllMocks();
  });

  it('stops when its caller leaves', async () => {
    const gone = new AbortController();
    playing({ reranker: () => gone.abort(new Error('gone')) });
    const answer = pipeline(addresses, without())('?', { id: 'r1', signal: gone.signal });
    await expect(answer).rejects.toThrow('gone');
  });
});

function ask(name: keyof Safeguards | '' = ''): Promise<Answer> {
  const signal = AbortSignal.timeout(20_000);
  return pipeline(addresses, without(name))('How long?', { id: 'r1', signal });
}

function down(): Response {
  return new Response('no', { status: 503 });
}

function approve({ body }: Seen): unknown {
  return { verdicts: listIn(body, 'passages').map(({ id }) => ({ id, supported: true })) };
}

/** A fetch that answers for all services, with some in place of the healthy ones. */
function playing(services: Readonly<Record<string, Service>>): { readonly seen: readonly Seen[] } {
  const seen: Seen[] = [];
  const all = { ...healthy, ...services };
  vi.stubGlobal('fetch', async (input: unknown, init: RequestInit = {}) => {
    init.signal?.throwIfAborted();
    const { host } = new URL(String(input));
    const body = JSON.parse(String(init.body ?? '{}')) as Seen['body'];
    const key = new Headers(init.headers).get('idempotency-key');
    const one = { host, method: init.method ?? 'GET', key, body };
    seen.push(one);
    const reply = all[host]?.(one);
    init.signal?.throwIfAborted();
    return reply instanceof Response ? reply : Response.json(reply);
  });
  return { seen };
}

function said(passage: readonly (string | null)[] | null): unknown {
  const [, id = '', text = ''] = passage ?? [];
  const message = { role: 'assistant', content: passage ? `${text} ${id}` : 'I do not know.' };
  return {
    id: 'chat-1',
    object: 'chat.completion',
    created: 1,
    model: 'writer-1',
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}
