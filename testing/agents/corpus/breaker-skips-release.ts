import { api, completes, http, HttpResponse, nonce, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';
import { ask, type Carried } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';

/** An agent with one breaker for optional reads and for a release that must happen. */
export const breakerSkipsRelease: CorpusEntry = {
  id: 'breaker-skips-release',
  faults: 2,
  bug: 'An open breaker answers {}, which suits optional reads, and a release takes it for done.',
  check: 'no-orphans',
  witness: [down('rental', 'GET /reviews'), down('rental', 'GET /photos')],
  scenario: scenario('a car that is not taken is let go', {
    family: 'corpus',
    points: {
      people: facts({ '/driver': { years: 12 } }),
      rental: rental(),
      model: oracle({ 'Shall we': 'leave' }),
      notes: api([http.post('/notes', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at, _, id) => compare(at.url, id)),
    tasks: [{ input: 'Is a car at the airport worth it?' }],
    checks: [completes(), noOrphans('rental')],
  }),
};

function rental() {
  return api(
    [
      http.get('/cars', () => HttpResponse.json({ car: 'c5', cents: 9_900 })),
      http.post('/holds', () => HttpResponse.json({ id: nonce('HO') })),
      http.get('/reviews', () => HttpResponse.json({ stars: 3 })),
      http.get('/photos', () => HttpResponse.json({ count: 4 })),
      http.get('/cover', () => HttpResponse.json({ cents: 2_400 })),
      http.delete('/holds/:key', () => HttpResponse.json({ free: true })),
    ],
    { effects: { 'POST /holds': { undoneBy: 'DELETE /holds/:key' } } },
  );
}

async function compare(url: (point: string) => string, key: string): Promise<object> {
  const driver = await ask('GET', `${url('people')}/driver`);
  const call = guarded(url('rental'));
  const car = await call('GET', '/cars');
  if (!driver.ok || car === null) return { status: 'abstained', note: 'no car is known' };
  const held = await call('POST', '/holds', { key, json: car });
  const extras: (object | null)[] = [];
  if (held !== null) {
    for (const extra of ['/reviews', '/photos', '/cover']) extras.push(await call('GET', extra));
  }
  const question = `Shall we take it? ${JSON.stringify([car, ...extras])}`;
  const decision = held === null ? 'leave' : ((await chat(url('model'), question)) ?? 'leave');
  if (decision === 'take') return { status: 'done', decision, hold: key };
  const freed = (await call('DELETE', `/holds/${key}`)) ?? (await call('DELETE', `/holds/${key}`));
  if (freed === null) return { status: 'needs-reconciliation', note: `${key} is still held` };
  await ask('POST', `${url('notes')}/notes`, { json: { decision } });
  const whole = held !== null && !extras.includes(null);
  return { status: whole ? 'done' : 'partial', decision };
}

/** Calls to one host: null where a call failed, and nothing sent for 30 s after two in a row. */
function guarded(host: string) {
  let inARow = 0;
  let openUntilMs = 0;
  return async (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    carried?: Carried,
  ): Promise<object | null> => {
    if (Date.now() < openUntilMs) return {};
    const came = await ask<object>(method, host + path, carried);
    inARow = came.ok ? 0 : inARow + 1;
    if (inARow >= 2) openUntilMs = Date.now() + 30_000;
    return came.ok ? came.body : null;
  };
}
