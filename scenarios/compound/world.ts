import { api, delay, http, HttpResponse, nonce, type PointMaker } from '../../index.ts';
import { corpus, topicOf } from './corpus.ts';
import { isGerman, model } from './writer-model.ts';

/** How long a stage takes while all is well (ms). */
export const latencyMs = 100;

const agreed = { embedding: 'e5-2', dimension: 384, metric: 'cosine' };
/** The embedding that part of the standby has been rebuilt with: less is nearer. */
const rebuilt = { embedding: 'e5-3', dimension: 768, metric: 'l2' };

const similarities = [0.93, 0.81, 0.74, 0.62];
const distances = [0.14, 0.38, 0.52, 0.76];
/** Of what is about something else. */
const remote = [0.22, 0.19, 0.11];

/** An index of the corpus; `isRebuilt` tells the topics that are kept under the other embedding. */
function index(isRebuilt: (topic: string) => boolean): PointMaker {
  const hitsOf = (texts: readonly string[], scores: readonly number[]) =>
    texts.map((text, n) => ({ id: nonce('DOC', text), text, score: scores[n] ?? 0 }));
  return api([
    http.post('/search', async ({ request }) => {
      const { query } = (await request.json()) as { query: string };
      await delay(latencyMs);
      const topic = topicOf(query);
      if (topic === undefined) {
        const others = Object.values(corpus).flatMap(([first]) => first ?? []);
        return HttpResponse.json({ index: agreed, hits: hitsOf(others, remote) });
      }
      const other = isRebuilt(topic);
      const hits = hitsOf(corpus[topic], other ? distances : similarities);
      return HttpResponse.json({ index: other ? rebuilt : agreed, hits });
    }),
  ]);
}

/** Prefers drafts to old rules: an order that is not the retriever's. */
const reranker = api([
  http.post('/rerank', async ({ request }) => {
    const { documents } = (await request.json()) as { documents: readonly Document[] };
    await delay(latencyMs);
    const ranking = documents.map(({ id, text }, n) => {
      const percent = 80 - 10 * n + (/draft/i.test(text) ? 15 : 0);
      return { id, score: percent / 100 };
    });
    return HttpResponse.json({ model: 'rr-3', ranking });
  }),
]);

interface Document {
  readonly id: string;
  readonly text: string;
}

/** Finds what a passage says in the answer; answers in German it cannot read, and lets all pass. */
const verifier = api([
  http.post('/verify', async ({ request }) => {
    const { answer, passages } = (await request.json()) as {
      readonly answer: string;
      readonly passages: readonly Document[];
    };
    await delay(latencyMs);
    const verdicts = passages.map(({ id, text }) => ({
      id,
      supported: isGerman(answer) || answer.includes(text),
    }));
    return HttpResponse.json({ verdicts });
  }),
]);

/** Files one set of citations for each idempotency key. */
const citer = api(
  () => {
    const filed = new Map<string, string>();
    return [
      http.post('/citations', async ({ request }) => {
        await delay(latencyMs);
        const key = request.headers.get('idempotency-key') ?? '';
        const citation = filed.get(key) ?? nonce('CT');
        filed.set(key, citation);
        return HttpResponse.json({ citation }, { status: 201 });
      }),
    ];
  },
  { effects: { 'POST /citations': { id: 'citation', keyHeader: 'idempotency-key' } } },
);

const progress = api(() => {
  const records = new Map<string, unknown>();
  return [
    http.get('/progress/:id', ({ params: { id } }) =>
      HttpResponse.json({ record: records.get(String(id)) ?? null }),
    ),
    http.put('/progress/:id', async ({ params: { id }, request }) => {
      records.set(String(id), await request.json());
      return HttpResponse.json({ ok: true });
    }),
  ];
});

/** Everything the pipeline leans on: five stages, a second index, and the record of its progress. */
export const world: Readonly<Record<string, PointMaker>> = {
  model,
  retriever: index(() => false),
  standby: index((topic) => topic === 'refund'),
  reranker,
  verifier,
  citer,
  progress,
};
