import { completes, exactlyOnce, lostReply, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { brief, report } from './world/errands.ts';
import { facts } from './world/facts.ts';
import { office } from './world/office.ts';

/** An agent that takes a failed lookup for one that found nothing. */
export const failedLookMeansAbsent: CorpusEntry = {
  id: 'failed-look-means-absent',
  faults: 2,
  bug: 'After a lost reply it looks for the booking, and if the look fails, it books again.',
  check: 'exactly-once',
  witness: [
    lostReply().at('parcels', { call: 'POST /book', calls: 1 }),
    lostReply().at('parcels', { call: 'GET /bookings/:ref', calls: 1 }),
  ],
  scenario: scenario('a parcel is sent once', {
    family: 'corpus',
    points: {
      parcels: bookings('PA'),
      people: facts({ '/person': { id: 7 }, '/address': { street: 'Main' } }),
      office: office(),
    },
    ...underFaults((at, _, id) => send(at.url, id)),
    tasks: [{ input: 'Send it to Ann.' }],
    checks: [completes(), exactlyOnce('parcels')],
  }),
};

async function send(url: (point: string) => string, ref: string): Promise<object> {
  const [people, parcels] = [url('people'), url('parcels')];
  const known = await brief(url('office'), [
    'customer',
    'account',
    'policy',
    'history',
    'calendar',
    'contract',
  ]);
  if (known === null) return { status: 'abstained', note: 'who pays is not known' };
  const person = await call(`${people}/person`);
  const address = await call(`${people}/address`);
  if (person === null || address === null)
    return { status: 'abstained', note: 'where Ann lives is not known' };
  const order = { method: 'POST', body: JSON.stringify({ ref, ...address }) };
  const sent =
    (await call(`${parcels}/book`, order)) ??
    (await found(parcels, ref)) ??
    (await call(`${parcels}/book`, order));
  if (sent === null) return { status: 'pending', note: `look for ${ref}` };
  return { status: 'done', parcel: sent['id'], untold: await report(url('office'), sent) };
}

async function found(parcels: string, ref: string): Promise<Said | null> {
  const look = await call(`${parcels}/bookings/${ref}`);
  return look?.['id'] ? look : null;
}

type Said = Readonly<Record<string, unknown>>;

async function call(url: string, init: RequestInit = {}): Promise<Said | null> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as Said) : null;
  } catch {
    return null;
  }
}
