import {
  api,
  check,
  completes,
  eventsOf,
  http,
  HttpResponse,
  notApplicable,
  refuse,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice, pause } from './world/ask.ts';
import { keyed } from './world/keyed.ts';

const paid = { event: 'evt_81', order: 'order-3' };

/** Ships what was paid for, as a webhook tells it, which may come more than once. */
export const secondDelivery: AgentPair = {
  id: 'second-delivery',
  faults: 2,
  bug: 'A parcel is keyed by the delivery of an event, and only the list of events knows the event.',
  check: 'shipped-once',
  witness: [
    refuse({ status: 503 }).at('events', { call: 'PUT /events/:id', calls: 1 }),
    refuse({ status: 503 }).at('events', { call: 'PUT /events/:id', calls: 2 }),
  ],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('what was paid once is shipped once', {
    family: 'held-out',
    points: { events: events(), depot: depot() },
    ...underFaults((at, input, id) => take(at, id, input as typeof paid, isSound)),
    tasks: [
      { input: paid, expect: { effects: { 'POST /parcels': 1 } } },
      { input: { ...paid, again: true } },
    ],
    deadline: '5 min',
    checks: [completes(), shippedOnce()],
  });
}

/** No more than one parcel was sent, whichever delivery it was for. */
function shippedOnce() {
  return check('shipped-once', (trace) => {
    const parcels = new Set(eventsOf(trace, 'effect').map(({ id }) => id));
    return parcels.size === 0 ? notApplicable('nothing was shipped') : parcels.size === 1;
  });
}

/** The events that were dealt with. */
function events() {
  return api(() => {
    const known = new Set<unknown>();
    return [
      http.get('/events/:id', ({ params }) =>
        HttpResponse.json({ isKnown: known.has(params['id']) }),
      ),
      http.put('/events/:id', ({ params }) => {
        known.add(params['id']);
        return HttpResponse.json({ kept: true });
      }),
    ];
  });
}

function depot() {
  return api(
    () => {
      const parcels = keyed('PCL');
      return [
        http.get('/orders/:id', () => HttpResponse.json({ items: ['lamp'] })),
        http.post('/parcels', ({ request }) => HttpResponse.json({ id: parcels(request).id })),
      ];
    },
    { effects: { 'POST /parcels': { keyHeader: 'idempotency-key' } } },
  );
}

async function take(
  at: At,
  delivery: string,
  { event, order }: typeof paid,
  isSound: boolean,
): Promise<object> {
  const place = `${at.url('events')}/events/${event}`;
  const seen = await askTwice<{ isKnown: boolean }>('GET', place);
  if (!seen.ok) return { status: 'deferred', note: 'to be delivered again' };
  if (seen.body.isKnown) return { status: 'done', note: 'dealt with before' };
  const what = await askTwice<{ items: readonly string[] }>(
    'GET',
    `${at.url('depot')}/orders/${order}`,
  );
  if (!what.ok) return { status: 'deferred', note: 'to be delivered again' };
  const key = isSound ? event : delivery;
  const parcel = await askTwice<{ id: string }>('POST', `${at.url('depot')}/parcels`, {
    json: what.body,
    headers: { 'idempotency-key': key },
  });
  if (!parcel.ok) return { status: 'pending', note: `look for parcel ${key}` };
  const isKept = await keep(place);
  return { status: isKept ? 'done' : 'partial', parcel: parcel.body.id };
}

/** Two attempts, whatever the first came to, for much hangs on it. */
async function keep(place: string): Promise<boolean> {
  const first = await ask('PUT', place);
  if (first.ok) return true;
  await pause(Math.max(first.waitMs, 500));
  return (await ask('PUT', place)).ok;
}
