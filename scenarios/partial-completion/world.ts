import { fileURLToPath } from 'node:url';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  nonce,
  provider,
  service,
  type At,
  type PointMaker,
  type Script,
  type System,
  type Task,
} from '../../index.ts';
import { tripAgent } from './agent.ts';
import { without, type Safeguards } from './safeguards.ts';

const stay = { city: 'Rome', date: '2027-05-03' };

/** A model that tries all three, takes another hotel if it may, and is pleased in any case. */
const script: Script = ({ turn, user, result }) => {
  if (turn === 0) {
    const flight = { name: 'book_flight', args: { to: stay.city, date: stay.date } };
    const hotel = { name: 'book_hotel', args: { ...stay, name: 'Hotel Aurora' } };
    return { call: [flight, hotel, { name: 'book_car', args: stay }] };
  }
  const hotel = result('book_hotel') as { error?: string } | undefined;
  if (turn === 1 && hotel?.error !== undefined && user.includes('Any other hotel will do')) {
    return { call: { name: 'book_hotel', args: { ...stay, name: 'Hotel Bellini' } } };
  }
  return 'Your trip to Rome is booked. Enjoy!';
};

/** Everything around the agent: its model, three booking services, and the desk for alerts. */
export const world: Readonly<
  Record<'model' | 'flights' | 'hotels' | 'cars' | 'alerts', PointMaker>
> = {
  model: provider({ script }),
  flights: bookings('flights', 'FL'),
  hotels: bookings('hotels', 'HT'),
  cars: bookings('cars', 'CR'),
  alerts: api([http.post('/alerts', () => HttpResponse.json({ ok: true }))]),
};

/** A trip that should leave one booking of each kind. */
export const rome: Task = {
  input: 'Book Rome for 2027-05-03: a flight, Hotel Aurora and a car.',
  expect: { effects: { 'POST /flights': 1, 'POST /hotels': 1, 'POST /cars': 1 } },
};

/** The agent: a process on the wire, a function in sim; one safeguard can be taken out. */
export function trip(missing?: keyof Safeguards): readonly System[] {
  return [
    service({
      command: [process.execPath, fileURLToPath(new URL('serve.ts', import.meta.url))],
      env: (at) => ({ ...settings(at), WITHOUT: missing ?? '' }),
      ready: 'GET /health',
      ask: 'POST /trip',
    }),
    inProcess((at) =>
      tripAgent({
        modelUrl: at.url('model'),
        toolUrls: {
          flight: at.url('flights'),
          hotel: at.url('hotels'),
          car: at.url('cars'),
          alerts: at.url('alerts'),
        },
        stateDir: at.scratch,
        safeguards: without(missing),
      }),
    ),
  ];
}

function settings(at: At): Readonly<Record<string, string>> {
  return {
    OPENAI_BASE_URL: at.url('model'),
    FLIGHTS_URL: at.url('flights'),
    HOTELS_URL: at.url('hotels'),
    CARS_URL: at.url('cars'),
    ALERTS_URL: at.url('alerts'),
    STATE_DIR: at.scratch,
  };
}

/**
 * A booking service as many are: a key it has seen gets the first reply again, whatever the body;
 * a key that was voided gets nothing, even if it comes later.
 */
function bookings(name: string, prefix: string): PointMaker {
  const handlers = () => {
    const made = new Map<string, string>();
    const voided = new Set<string>();
    return [
      http.post(`/${name}`, ({ request }) => {
        const key = request.headers.get('idempotency-key') ?? '';
        if (voided.has(key)) return HttpResponse.json({ error: 'voided' }, { status: 409 });
        const booking = made.get(key) ?? nonce(prefix);
        made.set(key, booking);
        return HttpResponse.json({ booking }, { status: 201 });
      }),
      http.delete(`/${name}/:id`, ({ params }) => HttpResponse.json({ cancelled: params['id'] })),
      http.get('/keys/:key', ({ params }) =>
        HttpResponse.json({ booking: made.get(String(params['key'])) ?? null }),
      ),
      http.post('/voided-keys', async ({ request }) => {
        const { key } = (await request.json()) as { key: string };
        voided.add(key);
        return HttpResponse.json({ booking: made.get(key) ?? null });
      }),
    ];
  };
  const undoneBy = `DELETE /${name}/:id`;
  return api(handlers, {
    effects: { [`POST /${name}`]: { id: 'booking', undoneBy, keyHeader: 'idempotency-key' } },
  });
}
