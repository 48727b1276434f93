import { api, http, HttpResponse, type PointMaker } from '../../index.ts';

/**
 * An embedder as embedders are: it hears the subject more than the words, so that questions about
 * the same kind of thing come to lie close together, whatever is asked about it, in whatever order.
 */
export const embedder: PointMaker = api([
  http.post('/embeddings', async ({ request }) => {
    const { text } = (await request.json()) as { readonly text: string };
    return HttpResponse.json({ vector: vectorOf(text) });
  }),
]);

const size = 64;

/** Words that mean nearly the same to it. */
const subjects: Readonly<Record<string, string>> = {
  cancel: 'end',
  close: 'end',
  card: 'holding',
  account: 'holding',
};

/** Words it does not hear at all. */
const silent: ReadonlySet<string> = new Set(
  'how do i my can a to from you would the please with without is are what on'.split(' '),
);

function vectorOf(text: string): readonly number[] {
  const vector = Array.from({ length: size }, () => 0);
  const add = (word: string, weight: number) => {
    const at = placeOf(word);
    vector[at] = (vector[at] ?? 0) + weight;
  };
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []) {
    if (silent.has(word)) continue;
    add(/^p\d+$/.test(word) ? 'product' : (subjects[word] ?? word), 1);
    add(`${word} itself`, 0.25);
  }
  return vector;
}

function placeOf(word: string): number {
  let hash = 7;
  for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) % 100_003;
  return hash % size;
}
