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
  slow,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

const late = slow({ ms: 3_000, where: 'request' });

/** Saves time at the one step that must not be saved. */
export const hurriedCaller: CorpusEntry = {
  id: 'hurried-caller',
  faults: 2,
  bug: 'When time is short, extras are left out, and the check of a drug against others is one.',
  check: 'checked-first',
  witness: [late.at('records', { call: 'GET /patient' }), late.at('shop', { call: 'GET /price' })],
  scenario: scenario('nothing is dispensed that was not checked', {
    family: 'learnt',
    points: {
      records: facts({
        '/prescription': { drug: 'ibuprofen', mg: 400 },
        '/patient': { takes: ['ramipril'] },
        '/interactions': { found: [] },
      }),
      shop: facts({ '/stock': { packs: 14 }, '/price': { cents: 690 } }),
      model: oracle({ Advise: 'Take it after a meal.' }),
      counter: api(
        () => [
          once('/orders', 'OR'),
          http.post('/labels', () => HttpResponse.json({ printed: true })),
        ],
        { effects: ['POST /orders'] },
      ),
    },
    ...underFaults((at, _, id) => takeCall(at.url, id)),
    tasks: [{ input: 'I would like to pick up my prescription.' }],
    checks: [completes(), checkedFirst()],
  }),
};

function checkedFirst() {
  return check('checked-first', (trace) => {
    const looks = eventsOf(trace, 'call.start').filter((it) => it.label === 'GET /interactions');
    const known = eventsOf(trace, 'call.end').find(
      ({ call, status }) => status === 200 && looks.some((look) => look.call === call),
    );
    const order = eventsOf(trace, 'effect')[0];
    if (!order || (known && known.seq < order.seq)) return passed;
    return failed('it is dispensed unchecked', [order.seq], 'checked-first: not');
  });
}

interface Extras {
  readonly price?: { readonly cents: number };
  readonly interactions?: { readonly found: readonly string[] };
}

const patienceMs = 5_000;
const timeoutMs = 3_500;

async function takeCall(url: (point: string) => string, key: string): Promise<object> {
  const began = Date.now();
  const read = <Body>(from: string) => twice(() => ask<Body>('GET', from, { timeoutMs }));
  const prescription = await read<{ drug: string }>(`${url('records')}/prescription`);
  const patient = await read(`${url('records')}/patient`);
  const stock = await read<{ packs: number }>(`${url('shop')}/stock`);
  if (!prescription.ok || !patient.ok || !stock.ok || stock.body.packs === 0) {
    return { status: 'abstained', note: 'it cannot be picked up now' };
  }
  let extras: Extras = {};
  const missing: string[] = [];
  for (const [point, extra] of [
    ['shop', 'price'],
    ['records', 'interactions'],
  ] as const) {
    // Nobody stays on the line for longer.
    if (Date.now() - began > patienceMs) break;
    const came = await ask('GET', `${url(point)}/${extra}`, { timeoutMs });
    if (came.ok) extras = { ...extras, [extra]: came.body };
    else missing.push(extra);
  }
  const { interactions = { found: [] }, price } = extras;
  if (missing.includes('interactions') || interactions.found.length > 0) {
    return { status: 'escalated', note: 'a pharmacist should look at it' };
  }
  const json = { drug: prescription.body.drug };
  const ordered = await twice(() =>
    ask<{ id: string }>('POST', `${url('counter')}/orders`, { key, json }),
  );
  if (!ordered.ok) return { status: 'pending', note: `look for ${key}` };
  const advice = await chat(url('model'), `Advise on ${prescription.body.drug}.`);
  const label = await ask('POST', `${url('counter')}/labels`, { json: { advice } });
  const whole = price !== undefined && advice !== null && label.ok;
  return { status: whole ? 'done' : 'partial', order: ordered.body.id, price, advice };
}
