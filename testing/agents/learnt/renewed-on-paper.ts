import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  hang,
  http,
  HttpResponse,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, pause, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Counts a lease from when it asked for it, whatever the answer. */
export const renewedOnPaper: CorpusEntry = {
  id: 'renewed-on-paper',
  faults: 2,
  bug: 'A renewal that failed counts as one, so that the lease ends before the next is due.',
  check: 'within-lease',
  witness: [
    down('leases', 'PUT /lease', 2),
    hang({ acts: false }).at('site', { call: 'PUT /pages/:n', calls: 3 }),
  ],
  scenario: scenario('only who holds the lease writes to the site', {
    family: 'learnt',
    points: {
      drafts: facts({ '/drafts': { titles: ['Home', 'Prices', 'Team', 'Contact'] } }),
      model: oracle({ style: 'short sentences' }),
      leases: api([http.put('/lease', () => HttpResponse.json({ ttlMs }))], {
        effects: ['PUT /lease'],
      }),
      site: api([http.put('/pages/:n', ({ params }) => HttpResponse.json({ id: params['n'] }))], {
        effects: ['PUT /pages/:n'],
      }),
    },
    ...underFaults((at, _, id) => publish(at.url, id)),
    tasks: [{ input: 'Bring the new pages online.' }],
    checks: [completes(), withinLease()],
  }),
};

const ttlMs = 12_000;

function withinLease() {
  return check('within-lease', (trace) => {
    const effects = eventsOf(trace, 'effect');
    const leases = effects.filter(({ point }) => point === 'leases');
    const late = effects.find(
      ({ point, atMs }) =>
        point === 'site' && !leases.some((it) => it.atMs <= atMs && atMs < it.atMs + ttlMs),
    );
    if (!late) return passed;
    return failed('it writes when the lease is over', [late.seq], 'within-lease: over');
  });
}

async function publish(url: (point: string) => string, by: string): Promise<object> {
  const drafts = await twice(() =>
    ask<{ titles: readonly string[] }>('GET', `${url('drafts')}/drafts`),
  );
  if (!drafts.ok) return { status: 'abstained', note: 'there is nothing to publish' };
  const style = await chat(url('model'), 'Which style is asked for?');
  const lease = () => ask('PUT', `${url('leases')}/lease`, { json: { by }, timeoutMs: 1_000 });
  const asked = Date.now();
  if (!(await twice(lease)).ok) return { status: 'pending', note: 'somebody else is publishing' };
  let renewedAt = asked;
  const missing: string[] = [];
  for (const [n, title] of drafts.body.titles.entries()) {
    // It takes three seconds to lay out a page.
    await pause(3_000);
    if (Date.now() - renewedAt >= ttlMs / 2) {
      renewedAt = Date.now();
      await lease();
    }
    const json = { title, style };
    const put = await twice(() => ask('PUT', `${url('site')}/pages/${n + 1}`, { json }));
    if (!put.ok) missing.push(title);
  }
  return { status: missing.length > 0 ? 'partial' : 'done', missing };
}
