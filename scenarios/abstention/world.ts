import { fileURLToPath } from 'node:url';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  nonce,
  service,
  type At,
  type PointMaker,
  type System,
} from '../../index.ts';
import { desk } from './agent/agent.ts';
import { model } from './desk-model.ts';
import { without, type Safeguards } from './agent/safeguards.ts';

/** What a source holds: product, topic, value, unit, and how old it is (days). */
type Fact = readonly [name: string, topic: string, value: number, unit: string, ageDays: number];

const dayMs = 86_400_000;

const handbook: readonly Fact[] = [
  ['Aria 3', 'warranty', 36, 'months', 40],
  ['Aria 3', 'price', 249, 'euros', 1],
  ['Aria 3', 'charging time', 95, 'minutes', 40],
  ['Aria 3', 'weight', 420, 'grams', 40],
  ['Aria 3', 'battery life', 30, 'hours', 40],
  ['Borea 1', 'price', 129, 'euros', 900],
  ['Borea 2', 'radio range', 80, 'metres', 60],
];

const bulletins: readonly Fact[] = [
  ['Aria 3', 'warranty', 36, 'months', 10],
  ['Aria 3', 'battery life', 30, 'hours', 10],
];

const features: Readonly<Record<string, readonly string[]>> = {
  'Aria 3': ['USB-C charging', 'touch screen'],
};

/** How far the scorer trusts each source. */
const trust: Readonly<Record<string, number>> = { handbook: 0.95, bulletins: 0.85 };

/** Scores the text by the passages it is shown; without any, by how well it reads. */
const confidence = api([
  http.post('/scores', async ({ request }) => {
    const { text, passages } = (await request.json()) as {
      readonly text: string;
      readonly passages: readonly { source: string; value: number; unit: string }[];
    };
    const supports = passages.map(({ source, value, unit }) =>
      text.includes(`${value} ${unit}`) ? (trust[source] ?? 0) : 0.05,
    );
    const mean = supports.reduce((sum, one) => sum + one, 0) / supports.length;
    return HttpResponse.json({ confidence: supports.length > 0 ? mean : 0.9 });
  }),
]);

/** Everything the desk leans on: the model, two sources, the catalogue, and the scorer. */
export const world: Readonly<
  Record<'model' | 'handbook' | 'bulletins' | 'catalogue' | 'confidence', PointMaker>
> = {
  model,
  handbook: source(handbook),
  bulletins: source(bulletins),
  catalogue: api([
    http.get('/products/:name', ({ params }) => {
      const name = String(params['name']);
      return HttpResponse.json({ name, features: features[name] ?? [] });
    }),
  ]),
  confidence,
};

/** The desk, careful or without one safeguard: a process on the wire, a function in sim. */
export function helpDesk(missing?: keyof Safeguards): readonly System[] {
  return [
    service({
      command: [process.execPath, fileURLToPath(new URL('agent/serve.ts', import.meta.url))],
      env: (at) => ({
        OPENAI_BASE_URL: at.url('model'),
        HANDBOOK_URL: at.url('handbook'),
        BULLETINS_URL: at.url('bulletins'),
        CATALOGUE_URL: at.url('catalogue'),
        CONFIDENCE_URL: at.url('confidence'),
        WITHOUT: missing ?? '',
      }),
      ready: 'GET /health',
      ask: 'POST /ask',
    }),
    inProcess((at) => {
      const ask = desk(addresses(at), without(missing));
      return (input, { signal }) => ask(String(input), signal);
    }),
  ];
}

function addresses(at: At) {
  return {
    model: at.url('model'),
    handbook: at.url('handbook'),
    bulletins: at.url('bulletins'),
    catalogue: at.url('catalogue'),
    confidence: at.url('confidence'),
  };
}

function source(facts: readonly Fact[]): PointMaker {
  return api([
    http.get('/passages', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const results = facts
        .filter(([name, topic]) => name === query.get('product') && topic === query.get('topic'))
        .map(([name, topic, value, unit, ageDays]) => {
          // Whole days, so that the same question has the same reply at any hour.
          const today = Math.floor(Date.now() / dayMs);
          const updatedAt = new Date((today - ageDays) * dayMs).toISOString();
          return { id: nonce('DOC', `${name} ${topic}`), name, topic, value, unit, updatedAt };
        });
      return HttpResponse.json({ results, total: results.length });
    }),
  ]);
}
