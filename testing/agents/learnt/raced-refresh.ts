import {
  api,
  completes,
  delay,
  http,
  HttpResponse,
  inProcess,
  nonce,
  recovers,
  refuse,
  scenario,
} from '../../../index.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { kinds } from '../corpus/kinds.ts';
import { ask, type Carried, type Came } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

const expired = refuse({ status: 401 });

/** Renews its access once for each reply that says that it has run out. */
export const racedRefresh: CorpusEntry = {
  id: 'raced-refresh',
  faults: 2,
  bug: 'A refresh token that another call or a lost reply used up is used again: the session ends.',
  check: 'recovers',
  kinds: [expired, ...kinds],
  witness: [1, 2].map((nth) => expired.at('calendar', { call: 'GET /busy/:who', calls: nth })),
  scenario: scenario('after the fault phase a meeting can be arranged again', {
    family: 'learnt',
    points: {
      calendar: calendar(),
      model: oracle({ title: 'Budget for autumn' }),
    },
    system: inProcess((at) => {
      const call = session(at.url('calendar'));
      return (_, { id }) => arrange(call, at.url('model'), id);
    }),
    tasks: [{ input: 'Arrange a meeting of the three.' }],
    plan: [],
    rest: '60 s',
    checks: [completes(), recovers()],
  }),
};

/** A refresh token is good for one use; a second use is taken for theft. */
function calendar() {
  return api(
    () => {
      let turn = 0;
      let isRevoked = false;
      const made = new Map<string, string>();
      const isLetIn = (request: Request): boolean =>
        !isRevoked && request.headers.get('authorization') === `Bearer access-${turn}`;
      const denied = () => HttpResponse.json({ error: 'invalid' }, { status: 401 });
      return [
        http.post('/refresh', async ({ request }) => {
          const { grant } = (await request.json()) as { grant: string };
          await delay(200);
          if (grant !== `refresh-${turn}`) isRevoked = true;
          if (isRevoked) return denied();
          turn += 1;
          return HttpResponse.json(grants(turn));
        }),
        http.get('/rooms', ({ request }) =>
          isLetIn(request) ? HttpResponse.json({ room: 'Oak' }) : denied(),
        ),
        http.get('/busy/:who', ({ request }) =>
          isLetIn(request) ? HttpResponse.json({ busy: ['10:00'] }) : denied(),
        ),
        http.post('/events', ({ request }) => {
          if (!isLetIn(request)) return denied();
          const key = request.headers.get('idempotency-key') ?? '';
          made.set(key, made.get(key) ?? nonce('EV'));
          return HttpResponse.json({ id: made.get(key) });
        }),
      ];
    },
    { effects: ['POST /events'] },
  );
}

function grants(turn: number) {
  return { access: `access-${turn}`, refresh: `refresh-${turn}` };
}

type Call = <Body>(method: 'GET' | 'POST', path: string, carried?: Carried) => Promise<Came<Body>>;

/** The owner has let it in once; from then on it renews what it was given. */
function session(place: string): Call {
  let held = grants(0);
  return async <Body>(method: 'GET' | 'POST', path: string, carried: Carried = {}) => {
    const send = () => ask<Body>(method, place + path, { ...carried, token: held.access });
    const came = await send();
    if (came.status !== 401) return came;
    const renewed = await ask<typeof held>('POST', `${place}/refresh`, {
      json: { grant: held.refresh },
    });
    if (!renewed.ok) return came;
    held = renewed.body;
    return send();
  };
}

async function arrange(call: Call, model: string, key: string): Promise<object> {
  const who = ['ann', 'bo', 'cy'];
  const room = await call<{ room: string }>('GET', '/rooms');
  const busy = await Promise.all(
    who.map((one) => call<{ busy: readonly string[] }>('GET', `/busy/${one}`)),
  );
  const taken = busy.flatMap((came) => (came.ok ? came.body.busy : []));
  const unread = who.filter((_, n) => !busy[n]?.ok);
  if (unread.length === who.length) return { status: 'abstained', note: 'nobody can be asked' };
  const at = ['10:00', '11:00', '12:00'].find((hour) => !taken.includes(hour));
  const title = await chat(model, 'A title for it?');
  const json = { at, title: title ?? 'Meeting', room: room.ok ? room.body.room : null, who };
  const made = await call<{ id: string }>('POST', '/events', { key, json });
  if (!made.ok) return { status: 'pending', note: `look for ${key}`, unread };
  const isWhole = unread.length === 0 && room.ok && title !== null;
  return { status: isWhole ? 'done' : 'partial', id: made.body.id, at, unread };
}
