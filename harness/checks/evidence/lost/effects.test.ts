import { describe, expect, it } from 'vitest';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  lostReply,
  nonce,
  provider,
  refuse,
  run,
  scenario,
  slow,
  standardChecks,
  truncatedToolArguments,
  wrongEntity,
  type Plan,
  type PointMaker,
  type RunRecord,
  type Task,
} from '../../../../index.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- each tool says something else
type Reply = any;
type Get = (path: string) => Promise<Reply>;
/** Sends to `point/path` under a key until it replies, at most four times; null if it never does. */
type Send = (path: string, body: object, key: string) => Promise<Reply>;
interface Case {
  readonly tools: Readonly<Record<string, PointMaker>>;
  readonly agent: () => (at: { get: Get; send: Send; url: Url }, input: never) => Promise<unknown>;
  readonly plan: Plan;
  readonly tasks: readonly Task[];
}
type Url = (point: string) => string;

/** A box for what is sent, one an idempotency key. */
const box = (path = '/all') =>
  api(
    () => {
      const kept = new Map<string, string>();
      return [
        http.post(path, ({ request }) => {
          const key = request.headers.get('idempotency-key') ?? '';
          kept.set(key, kept.get(key) ?? nonce('BX'));
          return HttpResponse.json({ id: kept.get(key) });
        }),
      ];
    },
    { effects: [`POST ${path}`] },
  );

async function judged({ tools, agent, plan, tasks }: Case): Promise<RunRecord> {
  const made = scenario('sends', {
    points: tools,
    system: inProcess((at) => {
      const answer = agent();
      const ask = async (url: string, init: RequestInit, tries = 1): Promise<Reply> => {
        for (let n = 0; n < tries; n += 1) {
          const reply = await fetch(url, init).catch(() => null);
          if (reply?.ok) return await reply.json().catch(() => null);
        }
        return null;
      };
      const url = (point: string) => at.url(point);
      const to = (path: string) => path.replace(/^\w+/, url);
      const get: Get = (path) => ask(to(path), {});
      return (input, { id }) => {
        const send: Send = (path, body, key) => {
          const headers = { 'content-type': 'application/json', 'idempotency-key': `${id} ${key}` };
          const init = { method: 'POST', headers, body: JSON.stringify(body) };
          return ask(to(path), init, 4);
        };
        return answer({ get, send, url }, input as never);
      };
    }),
    tasks,
    atOnce: 2,
    plan,
    checks: standardChecks(),
  });
  return run(made, { mode: 'sim', seed: 1 });
}

const reasons = ({ verdicts }: RunRecord) =>
  verdicts.flatMap(({ verdict }) => ('reason' in verdict ? verdict.reason : [])).join('; ');

const batch = (skips: boolean): Case => ({
  tools: { box: box() },
  agent: () => async (at, who: never) => {
    let sent = 0;
    for (const one of who as string[]) if (await at.send('box/all', { who: one }, one)) sent += 1;
    if (skips || sent === (who as string[]).length) return 'All have been told.';
    return { disposition: 'degraded', text: `${sent} have been told, others not.` };
  },
  plan: [refuse({ status: 503 }).at('box', { calls: [2, 5] })],
  tasks: [{ input: ['ana', 'bo', 'cy'] }],
});

/** Only the first of two channels is expected. */
const channels = (isBlind: boolean): Case => ({
  tools: { mail: box(), pager: box('/page') },
  agent: () => async (at, input: never) => {
    const mail = await at.send('mail/all', { input }, 'mail');
    const page = await at.send('pager/page', { input }, 'page');
    if (!mail) return { disposition: 'failed', text: 'Nobody can be told.' };
    if (page || isBlind) return { disposition: 'full', text: 'Everyone was told.' };
    return { disposition: 'degraded', text: 'The pager does not answer.' };
  },
  plan: [refuse({ status: 503 }).at('pager')],
  tasks: [{ input: 'down', expect: { effects: { 'POST /all': 1 } } }],
});

const shared = (mixes: boolean): Case => ({
  tools: {
    box: box(),
    people: api([http.get('/:name', ({ params }) => HttpResponse.json({ at: params['name'] }))]),
  },
  agent: () => {
    let current = '';
    return async (at, input: never) => {
      const { to, text } = input as { to: string; text: string };
      current = text;
      const found = await at.get(`people/${to}`);
      const said = mixes ? current : text;
      return { status: 'done', mail: await at.send('box/all', { to: found?.at, said }, 'mail') };
    };
  },
  plan: [slow({ ms: 3_000 }).at('people', { calls: 1 })],
  tasks: [
    { input: { to: 'ana', text: 'your pay is 71' }, expect: { effects: { 'POST /all': 1 } } },
    {
      input: { to: 'bo', text: 'your pay is 52' },
      expect: { effects: { 'POST /all': 1 } },
      after: '500 ms',
    },
  ],
});

const parcels = (mixes: boolean): Case => ({
  tools: {
    people: api([http.get('/:name', ({ params }) => HttpResponse.json({ at: params['name'] }))]),
    post: api([
      http.get('/:id', ({ params }) => HttpResponse.json({ in: places[String(params['id'])] })),
    ]),
  },
  agent: () => {
    let current = '';
    return async (at, input: never) => {
      const { who, parcel } = input as { who: string; parcel: string };
      current = parcel;
      await at.get(`people/${who}`);
      return `It is in ${(await at.get(`post/${mixes ? current : parcel}`))?.in}.`;
    };
  },
  plan: [slow({ ms: 3_000 }).at('people', { calls: 1 })],
  tasks: [
    { input: { who: 'ana', parcel: 'P1' } },
    { input: { who: 'bo', parcel: 'P2' }, after: '500 ms' },
  ],
});
const places: Readonly<Record<string, string>> = { P1: 'Kiel', P2: 'Ulm' };

const shipment = (forgets: boolean): Case => ({
  tools: { box: box() },
  agent: () => async (at, input: never) => {
    const { what, cold } = input as { what: string; cold: boolean };
    const sent =
      (await at.send('box/all', { what, cold }, 'one')) ??
      (await at.send('box/all', forgets ? { what } : { what, cold }, 'one'));
    return sent ? { status: 'done', sent } : { status: 'failed', text: 'It may be on its way.' };
  },
  plan: [refuse({ status: 503 }).at('box', { calls: [1, 4] })],
  tasks: [{ input: { what: 'vaccine', cold: true }, expect: { effects: { 'POST /all': 1 } } }],
});

const names = ['Annabella Stone', 'Annabel Frost'];
const payees = () =>
  api([
    http.get('/payees', ({ request }) => {
      const asked = new URL(request.url).searchParams.get('name') ?? '';
      const name =
        names.find((one) => one === asked) ?? names.find((one) => one.startsWith(asked)) ?? null;
      return HttpResponse.json({ iban: name && `DE${name.length}` });
    }),
    http.get('/search', ({ request }) => {
      const asked = new URL(request.url).searchParams.get('name') ?? '';
      const at = names.includes(asked) ? names.indexOf(asked) : 0;
      return HttpResponse.json({ id: ids[at] });
    }),
    http.get('/payees/:id', ({ params }) => {
      const name = names[ids.indexOf(String(params['id']))] ?? 'Nobody Else';
      return HttpResponse.json({ name, iban: `DE${name.length}`, ref: nonce('RF') });
    }),
  ]);
const ids = ['PY-1a2b3c4d', 'PY-9f8e7d6c'];

/** Where to pay somebody, by what the tools say. */
type Payee = (get: Get, name: string) => Promise<object>;
const atOnce: Payee = async (get, name) => ({
  iban: (await get(`payees/payees?name=${encodeURIComponent(name)}`)).iban,
});
/** One hop more: what the search found is looked up; `of` says what is taken of it. */
const lookedUp =
  (of: 'iban' | 'ref'): Payee =>
  async (get, name) => {
    const { id } = await get(`payees/search?name=${encodeURIComponent(name)}`);
    return { [of]: (await get(`payees/payees/${id}`))[of] };
  };

const payment =
  (payee: Payee) =>
  (mends: boolean): Case => ({
    tools: {
      box: box(),
      payees: payees(),
      model: provider({
        script: () => ({ call: { name: 'find', args: { name: names[1] ?? '' } } }),
      }),
    },
    agent: () => async (at) => {
      for (let n = 0; n < 3; n += 1) {
        const { choices } = await completion(at.url, [{ role: 'user', content: 'Pay.' }]);
        const name = argument(choices[0].message.tool_calls[0].function.arguments, mends);
        if (name === null) continue;
        const to = await payee(at.get, name);
        const paid = await at.send('box/all', { amount: 75, ...to }, 'pay');
        return { status: 'done', paid };
      }
      return { status: 'failed', text: 'Nothing was paid.' };
    },
    plan: [truncatedToolArguments({ of: 'last-value' }).at('model', { calls: 1 })],
    tasks: [{ input: 'Pay Annabel Frost 75', expect: { effects: { 'POST /all': 1 } } }],
  });

/** Pays whom a search found; a careful one looks whose account it is. */
const found =
  (of: 'iban' | 'ref') =>
  (isBlind: boolean): Case => ({
    tools: { box: box(), payees: payees() },
    agent: () => async (at) => {
      const { id } = await at.get(`payees/search?name=${encodeURIComponent(names[1] ?? '')}`);
      const payee = await at.get(`payees/payees/${id}`);
      if (!isBlind && payee.name !== names[1]) return { status: 'failed', text: 'Nobody found.' };
      return { status: 'done', paid: await at.send('box/all', { to: payee[of] }, 'pay') };
    },
    plan: [wrongEntity().at('payees', { call: 'GET /search' })],
    tasks: [{ input: 'Pay the usual one', expect: { effects: { 'POST /all': 1 } } }],
  });

/** A model asks for a search, a look and a payment in turn, each by what it was told before. */
const talked = (mends: boolean): Case => ({
  tools: {
    box: box(),
    payees: payees(),
    model: provider({
      script: ({ turn, result }) => {
        const told = (name: string) => (result(name) ?? {}) as Reply;
        const called = { id: told('search').id, iban: told('look').iban };
        if (turn === 0) return { call: { name: 'search', args: { name: names[1] ?? '' } } };
        if (turn === 1) return { call: { name: 'look', args: { id: called.id } } };
        return turn === 2 ? { call: { name: 'pay', args: { iban: called.iban } } } : 'Paid.';
      },
    }),
  },
  agent: () => async (at) => {
    const does: Readonly<Record<string, (what: string) => Promise<Reply>>> = {
      search: (name) => at.get(`payees/search?name=${encodeURIComponent(name)}`),
      look: (id) => at.get(`payees/payees/${id}`),
      pay: (iban) => at.send('box/all', { amount: 75, iban }, 'pay'),
    };
    const messages: object[] = [{ role: 'user', content: 'Pay.' }];
    for (let n = 0; n < 6; n += 1) {
      const { message } = (await completion(at.url, messages)).choices[0];
      if (!message.tool_calls) return message.content;
      const [call] = message.tool_calls;
      const value = argument(call.function.arguments, mends);
      if (value === null) continue;
      const content = JSON.stringify(await does[call.function.name]?.(value));
      messages.push(message, { role: 'tool', tool_call_id: call.id, content });
    }
    return { status: 'failed', text: 'Nothing was paid.' };
  },
  plan: [truncatedToolArguments({ of: 'last-value' }).at('model', { calls: 1 })],
  tasks: [{ input: 'Pay the usual one', expect: { effects: { 'POST /all': 1 } } }],
});

async function completion(url: Url, messages: readonly object[]): Promise<Reply> {
  const tools = ['find', 'search', 'look', 'pay'].map((name) => ({
    type: 'function',
    function: { name, parameters: { type: 'object' } },
  }));
  const said = await fetch(`${url('model')}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages, tools }),
  });
  return said.json();
}

/** The one value of arguments; null where they are no JSON, even with an end put to them where `repairs`. */
function argument(text: string, repairs: boolean): string | null {
  for (const end of repairs ? ['', '"}', '}'] : ['']) {
    try {
      return String(Object.values(JSON.parse(text + end) as object)[0]);
    } catch {
      continue;
    }
  }
  return null;
}

/** Pays by a rate; where it cannot be read by one of its own, kept for later where it is broken. */
const paysByRate =
  (fallback: number, how: 'keeps' | 'once') =>
  (isBroken: boolean): Case => ({
    tools: { box: box(), rates: api([http.get('/rate', () => HttpResponse.json({ rate: 1.25 }))]) },
    agent: () => {
      let kept: number | null = null;
      return async (at, input: never) => {
        const told = (await at.get('rates/rate'))?.rate as number | undefined;
        const rate = kept ?? told;
        if (rate === undefined && !isBroken) return { status: 'failed', text: 'No rate.' };
        if (rate === undefined && how === 'keeps') kept = fallback;
        const { eur } = input as { eur: number };
        return {
          status: 'done',
          paid: await at.send('box/all', { usd: eur * (rate ?? fallback) }, 'p'),
        };
      };
    },
    plan: [refuse({ status: 503 }).at('rates')],
    tasks: [{ input: { eur: 80 }, expect: isBroken ? { effects: { 'POST /all': 1 } } : {} }],
  });

/** Refunds what a model says; a second one, which knows no limit, where the first is down. */
const limited =
  (order: object) =>
  (isBroken: boolean): Case => ({
    tools: {
      box: box(),
      shop: api([http.get('/order', () => HttpResponse.json(order))]),
      limits: api([http.get('/limit', () => HttpResponse.json({ most: 50 }))]),
    },
    agent: () => async (at) => {
      await at.get('shop/order');
      const most = (await at.get('limits/limit'))?.most as number | undefined;
      if (most === undefined && !isBroken)
        return { status: 'failed', text: 'The limit is not known.' };
      return { status: 'done', paid: await at.send('box/all', { refund: most ?? 90 }, 'p') };
    },
    plan: [refuse({ status: 503 }).at('limits')],
    tasks: [{ input: 'refund it', ...(isBroken && { expect: { effects: { 'POST /all': 1 } } }) }],
  });

describe.each<[string, (isBroken: boolean) => Case, string]>([
  [
    'with a default that is kept',
    paysByRate(0.9, 'keeps'),
    '72 for usd; without faults it is 100, and',
  ],
  [
    'with a default that is the input',
    paysByRate(1, 'once'),
    '80 for usd; without faults it is 100',
  ],
  ['with a number of a reply', limited({ paid: 90 }), '90 for refund; without faults it is 50'],
  [
    'with one of its texts',
    limited({ note: 'parcel 90' }),
    '90 for refund; without faults it is 50',
  ],
  ['of which a batch leaves one out', batch, 'POST /all landed 2 times; without faults 3'],
  ['of a channel nobody counts on', channels, 'POST /page landed 0 times; without faults 1'],
  ['with the text of another task', shared, 'POST /all has your pay is 52 for said; without'],
  ['that is none, of a question of another task', parcels, 'GET /:id asks for P2, of which only'],
  ['whose retry leaves a part out', shipment, 'POST /all has no cold; without faults it is true'],
  [
    'for whom a cut search found',
    payment(atOnce),
    'POST /all has DE15 for iban; without faults it is DE13',
  ],
  [
    'for whom a cut search found, once looked up',
    payment(lookedUp('iban')),
    'POST /all has DE15 for iban; without faults it is DE13',
  ],
  ['of whose model each turn repeats what the one before led to', talked, 'POST /all has DE15'],
  [
    'whose reference came of a cut search',
    payment(lookedUp('ref')),
    'for ref, told only in reply to a question',
  ],
  ['for whom a falsified search found', found('iban'), 'POST /all has DE11 for to; without'],
  [
    'whose reference came of a falsified search',
    found('ref'),
    'for to, told only in reply to a question',
  ],
])('an effect %s', (_, of, words) => {
  it('makes an answer in full unknown', async () => {
    const record = await judged(of(true));
    expect(record.result, reasons(record)).toBe('unknown');
    expect(reasons(record)).toContain(words);
  });

  it('is none of an agent that takes care', async () => {
    const record = await judged(of(false));
    expect(record.result, reasons(record)).toBe('pass');
  });
});

it('takes a hand-out to one person twice for less than one to two', async () => {
  const one = batch(true);
  const twice: Case = {
    ...one,
    agent: () => async (at, who: never) => {
      let last = '';
      for (const [n, name] of (who as string[]).entries()) {
        const sent = await at.send('box/all', { who: name }, `${n}`);
        if (sent) last = name;
        else await at.send('box/all', { who: last }, `${n} again`);
      }
      return 'All have been told.';
    },
  };
  const record = await judged(twice);
  expect(reasons(record)).toContain('landed 2 times with arguments of its own; without faults 3');
});

it('takes a number that belongs to another choice it was told of for that one’s', async () => {
  const options = [
    { room: 'Aurora', price: 90 },
    { room: 'Borea', price: 120 },
  ];
  const record = await judged({
    tools: {
      box: box(),
      rooms: api([
        http.get('/rooms', () => HttpResponse.json({ options })),
        http.post('/holds/:room', ({ params }) => HttpResponse.json({ held: params['room'] })),
      ]),
    },
    agent: () => async (at) => {
      for (const option of ((await at.get('rooms/rooms'))?.options ?? []) as typeof options) {
        if (!(await at.send(`rooms/holds/${option.room}`, {}, option.room))) continue;
        return { status: 'done', paid: await at.send('box/all', option, 'p') };
      }
      return { status: 'failed', text: 'No room.' };
    },
    plan: [refuse({ status: 503 }).at('rooms', { call: 'POST /holds/:room', calls: [1, 4] })],
    tasks: [{ input: 'book a room', expect: { effects: { 'POST /all': 1 } } }],
  });
  expect(record.result, reasons(record)).toBe('pass');
});

it('takes a rate that changed for everyone for no default that was kept', async () => {
  let day = 0;
  const record = await judged({
    tools: {
      box: box(),
      news: api([http.get('/news', () => HttpResponse.json({ all: 'well' }))]),
      rates: api([http.get('/rate', () => HttpResponse.json({ rate: (day += 1) > 1 ? 2 : 1 }))]),
    },
    agent: () => async (at) => {
      await at.get('news/news');
      const { rate } = (await at.get('rates/rate')) as { rate: number };
      return { status: 'done', paid: await at.send('box/all', { usd: 80 * rate }, 'p') };
    },
    plan: [refuse({ status: 503 }).at('news')],
    tasks: [{ input: 'pay 80', expect: { effects: { 'POST /all': 1 } } }],
  });
  expect(reasons(record)).not.toContain('for usd');
});

const tells = ({ params }: { readonly params: Readonly<Record<string, unknown>> }) =>
  HttpResponse.json({ ref: String(params['ref']) });

it('takes no address of the task itself for one that it was told', async () => {
  const record = await judged({
    tools: {
      jobs: api([http.put('/jobs/:ref', tells), http.get('/jobs/:ref', tells)], {
        effects: ['PUT /jobs/:ref'],
      }),
    },
    agent: () => {
      let nth = 0;
      return async (at) => {
        const path = `jobs/jobs/j-${(nth += 1)}00`;
        await fetch(path.replace('jobs', at.url), { method: 'PUT' }).catch(() => null);
        return (await at.get(path)) ? { status: 'done' } : { status: 'failed', text: path };
      };
    },
    plan: [lostReply().at('jobs', { calls: 1 })],
    tasks: [{ input: 'one', expect: { effects: { 'PUT /jobs/:ref': 1 } } }],
  });
  expect(record.result, reasons(record)).toBe('pass');
});
