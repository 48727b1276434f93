import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { ask, pause, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Asks for the last ten seconds every five. */
export const missedWindow: CorpusEntry = {
  id: 'missed-window',
  faults: 2,
  bug: 'Each poll covers the time of the one before it as well, and of two that fail in a row none does.',
  check: 'right',
  witness: [down('hub', 'GET /events', 3), down('hub', 'GET /events', 4)],
  scenario: scenario('the water is shut off where there is a leak', {
    family: 'learnt',
    points: {
      hub: hub(),
      model: oracle({ kitchen: 'Water in the kitchen.', bathroom: 'Water in the bathroom.' }),
      phone: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at) => watch(at.url)),
    tasks: [{ input: 'Watch for leaks.', expect: { answer: { shut: ['kitchen', 'bathroom'] } } }],
    checks: [completes(), right],
  }),
};

interface Leak {
  readonly room: string;
  readonly atMs: number;
}

const leaks: readonly Leak[] = [
  { room: 'kitchen', atMs: 7_000 },
  { room: 'bathroom', atMs: 18_000 },
];
const everyMs = 5_000;
const windowMs = 10_000;

function hub() {
  return api(
    () => {
      let beganMs: number | null = null;
      return [
        http.get('/devices', () => {
          beganMs ??= Date.now();
          return HttpResponse.json({ sensors: leaks.length });
        }),
        http.get('/events', () => {
          const nowMs = Date.now() - (beganMs ?? Date.now());
          const events = leaks.filter(({ atMs }) => atMs <= nowMs && atMs > nowMs - windowMs);
          return HttpResponse.json({ events });
        }),
        http.put('/valves/:room', ({ params }) => HttpResponse.json({ id: params['room'] })),
      ];
    },
    { effects: ['PUT /valves/:room'] },
  );
}

async function watch(url: (point: string) => string): Promise<object> {
  const devices = await twice(() => ask('GET', `${url('hub')}/devices`));
  if (!devices.ok) return { status: 'abstained', note: 'the hub is away' };
  const beganMs = Date.now();
  const seen = new Set<string>();
  // A leak is not waited for: the next poll must not be late.
  const handled: Promise<readonly string[]>[] = [];
  for (let poll = 0; poll <= 5; poll += 1) {
    await pause(Math.max(0, beganMs + poll * everyMs - Date.now()));
    const came = await ask<{ events: readonly Leak[] }>('GET', `${url('hub')}/events`, {
      timeoutMs: everyMs - 1_000,
    });
    for (const { room } of came.ok ? came.body.events : []) {
      if (!seen.has(room)) handled.push(stop(url, room));
      seen.add(room);
    }
  }
  const undone = (await Promise.all(handled)).flat();
  return { status: undone.length > 0 ? 'partial' : 'done', shut: [...seen], undone };
}

/** Shuts the water off and tells the owner; says what of it did not work. */
async function stop(url: (point: string) => string, room: string): Promise<readonly string[]> {
  const json = { shut: true };
  const shut = await twice(() => ask('PUT', `${url('hub')}/valves/${room}`, { json }));
  const words = await chat(url('model'), `Tell of the leak: ${room}`);
  const text = words ?? `Leak: ${room}`;
  const told = await twice(() => ask('POST', `${url('phone')}/messages`, { json: { text } }));
  return [...(shut.ok ? [] : [`valve of the ${room}`]), ...(told.ok ? [] : [`message: ${room}`])];
}
