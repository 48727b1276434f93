import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Leaves a change for the next run, which begins behind it. */
export const pastTheHole: CorpusEntry = {
  id: 'past-the-hole',
  faults: 2,
  bug: 'The offset is that of the last change that was made, past those before it that failed twice.',
  check: 'nothing-skipped',
  witness: [down('contacts', 'PUT /contacts/:who', 2), down('contacts', 'PUT /contacts/:who', 4)],
  scenario: scenario('what lies before the offset was brought over', {
    family: 'learnt',
    points: {
      shop: shop(),
      model: oracle({ Tag: 'regular' }),
      contacts: api(
        [http.put('/contacts/:who', ({ params }) => HttpResponse.json({ id: params['who'] }))],
        { effects: ['PUT /contacts/:who'] },
      ),
      offsets: offsets(),
    },
    ...underFaults((at) => bringOver(at.url)),
    tasks: [{ input: 'Bring over what is new.' }, { input: 'And what is new since?' }],
    checks: [completes(), nothingSkipped()],
  }),
};

interface Change {
  readonly n: number;
  readonly who: string;
}

const changes: readonly Change[] = ['ann', 'bo', 'cy', 'di', 'ed'].map((who, n) => ({
  n: n + 1,
  who,
}));

/** It gives three changes at a time. */
function shop() {
  return api([
    http.get('/changes', ({ request }) => {
      const after = Number(new URL(request.url).searchParams.get('after'));
      return HttpResponse.json({ changes: changes.filter(({ n }) => n > after).slice(0, 3) });
    }),
  ]);
}

function offsets() {
  return api(
    () => {
      let offset = 0;
      return [
        http.get('/offset', () => HttpResponse.json({ offset })),
        http.put('/offset', async ({ request }) => {
          ({ offset } = (await request.json()) as { offset: number });
          return HttpResponse.json({ id: String(offset) });
        }),
      ];
    },
    { effects: ['PUT /offset'] },
  );
}

function nothingSkipped() {
  return check('nothing-skipped', (trace) => {
    const there = new Set<string>();
    for (const { point, id, seq } of eventsOf(trace, 'effect')) {
      if (point === 'contacts') there.add(id);
      const lost = changes.find(({ n, who }) => n <= Number(id) && !there.has(who));
      if (point !== 'offsets' || !lost) continue;
      return failed(`${lost.who} is never brought over`, [seq], 'nothing-skipped: one');
    }
    return passed;
  });
}

async function bringOver(url: (point: string) => string): Promise<object> {
  const from = await twice(() => ask<{ offset: number }>('GET', `${url('offsets')}/offset`));
  if (!from.ok) return { status: 'abstained', note: 'where it stopped is not known' };
  const after = from.body.offset;
  const came = await twice(() =>
    ask<{ changes: readonly Change[] }>('GET', `${url('shop')}/changes?after=${after}`),
  );
  if (!came.ok) return { status: 'abstained', note: 'what is new is not known' };
  const tag = await chat(url('model'), `Tag ${JSON.stringify(came.body.changes)}`);
  const put = async ({ who }: Change) =>
    (await ask('PUT', `${url('contacts')}/contacts/${who}`, { json: { who, tag } })).ok;
  let offset = after;
  // One that the address book does not like must not hold up the others.
  let failing: readonly Change[] = came.body.changes;
  for (let round = 1; round <= 2 && failing.length > 0; round += 1) {
    const again: Change[] = [];
    for (const change of failing) {
      if (await put(change)) offset = Math.max(offset, change.n);
      else again.push(change);
    }
    failing = again;
  }
  const kept = await twice(() => ask('PUT', `${url('offsets')}/offset`, { json: { offset } }));
  const whole = failing.length === 0 && tag !== null && kept.ok;
  return { status: whole ? 'done' : 'partial', leftForNextTime: failing.map(({ who }) => who) };
}
