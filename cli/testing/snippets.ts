/**
 * The text of a scenario file in `folderInside()`: a tool that books once per key, an agent in
 * process that retries, and `base`, a whole scenario to spread; `ending` is the rest of the file.
 */
export function scenarioText(ending: string): string {
  return `${head}\n${ending}\n`;
}

const head = `
import { api, check, completes, exactlyOnce, explore, http, HttpResponse, inProcess, lostReply, nonce,
  provider, scenario, service } from 'brownout';

const tool = api(() => {
  const seen = new Map<string, string>();
  return [http.post('/book', ({ request }) => {
    const key = request.headers.get('idempotency-key') ?? nonce('KEY');
    const id = seen.get(key) ?? nonce('BK');
    seen.set(key, id);
    return HttpResponse.json({ id });
  })];
}, { effects: { 'POST /book': { keyHeader: 'idempotency-key' } } });

const agent = (hasKey: boolean) => inProcess((at) => async (_, { id }) => {
  for (let attempt = 1; attempt < 4; attempt += 1) {
    const headers = hasKey ? { 'idempotency-key': id } : {};
    try {
      const signal = AbortSignal.timeout(1_000);
      const response = await fetch(at.url('tool') + '/book', { method: 'POST', headers, signal });
      if (!response.ok) throw new Error('no booking: ' + response.status);
      return { status: 'done', text: (await response.json()).id };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('gave up');
});

const base = {
  points: { tool },
  system: agent(true),
  tasks: [{ input: 'book', expect: { effects: { 'POST /book': 1 } } }],
  plan: [lostReply().at('tool', { calls: 1 })],
  checks: [completes(), exactlyOnce('tool')],
  mutants: { 'demo.no-key': { system: agent(false), by: 'exactly-once' } },
};`;

/** A file with the careful scenario and its mutant, which books twice. */
export const booksOnce: string = scenarioText("export default scenario('books once', base);");

/**
 * Options for a scenario in `scenarioText`: an agent that looks at a shop `count` times, whatever comes
 * of it, so that there is much to search and nothing to find. `first` is what it does before.
 */
export function asksOften(count: number, first = ''): string {
  return `points: { shop: api([http.get('/item', () => HttpResponse.json({ price: 3 }))]) },
    plan: [], mutants: {}, tasks: [{ input: 'ask' }],
    checks: [check('fine', () => ({ result: 'pass' }))],
    system: inProcess((at) => async () => {
      ${first}
      for (let n = 0; n < ${count}; n += 1) {
        const signal = AbortSignal.timeout(1_000);
        await fetch(at.url('shop') + '/item?' + n, { signal }).catch(() => {});
      }
      return 'asked';
    })`;
}
