import { describe, expect, it } from 'vitest';
import {
  api,
  contradictory,
  defineFault,
  explore,
  honest,
  http,
  HttpResponse,
  load,
  lostReply,
  nonce,
  provider,
  refuse,
  run,
  slow,
  type RunRecord,
} from '../../../../index.ts';
import { down, full, made, says, tool, type Case } from './lost-fixture.ts';

const inDollars = defineFault({
  name: 'in-dollars',
  about: 'Another currency is told.',
  harm: 'false',
  needs: ['request', 'value'],
  effect: () => ({
    kind: 'alter',
    how: 'in-dollars',
    alter: (meaning) => ({ ...(meaning as object), currency: 'USD' }),
  }),
});

const post = (body: object, key = ''): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
  body: JSON.stringify(body),
});

const bridge = tool(says('/bridge', () => ({ open: true })));
const rates = tool(says('/rate', () => ({ rate: 1.25 })));
const shop = tool(says('/quotes/:id', (id) => ({ id, price: 120, currency: 'EUR' })));
const trains = tool(says('/next', () => ({ leaves: '14:05' })));
const rows = { a: 60, b: 40, c: 20 } as Record<string, number>;
const hall = tool(says('/rows/:id', (id) => ({ seats: rows[id] })));
const wells = tool(says('/wells/:id', (id) => ({ id, level: nonce('LV') })));
const parcels = () => {
  const states = ['sorted', 'loaded', 'delivered'];
  return api(() => [says('/parcel', () => ({ state: states.shift() ?? 'lost' }))], { effects: [] });
};
const growing = () =>
  api(
    () => {
      let n = 10;
      return [says('/of/:id', () => ({ n: (n += 7) }))];
    },
    { effects: [] },
  );
/** A box for what is sent, one an idempotency key. */
const box = (label: string) =>
  api(
    () => {
      const kept = new Map<string, string>();
      return [
        http.post(label, ({ request }) => {
          const key = request.headers.get('idempotency-key') ?? nonce('KEY');
          kept.set(key, kept.get(key) ?? nonce('BX'));
          return HttpResponse.json({ id: kept.get(key) });
        }),
        http.get(`${label}/:id`, ({ params }) =>
          HttpResponse.json({ id: kept.get(String(params['id'])) ?? null }),
        ),
      ];
    },
    { effects: { [`POST ${label}`]: { id: 'id', keyHeader: 'idempotency-key' } } },
  );
const chapters = provider({ script: ({ user }) => `${user}: ${nonce('CH')} pages.` });

/** Agents that tell as the whole what lacks a call that nothing made good: what the run should say of them. */
const broken: Readonly<Record<string, Case & { readonly says: readonly string[] }>> = {
  'takes no reply for nothing to fear': {
    tools: { ward: tool(says('/fears', () => ({ fears: [], chart: nonce('CHT') }))) },
    agent: () => async (get) =>
      full((await get('ward/fears'))?.fears.length ? 'Do not give it.' : 'It is safe to give it.'),
    plan: [down('ward')],
    says: ['GET /fears of ward', 'though no reply told it anything'],
  },
  'takes a bridge for closed that it cannot ask about': {
    tools: { bridge },
    agent: () => async (get) =>
      full(`The bridge is ${(await get('bridge/bridge'))?.open ? 'open' : 'closed'}.`),
    plan: [down('bridge')],
    says: ['GET /bridge of bridge', "'open'"],
  },
  'converts by a rate of 1 where it knows none': {
    tools: { rates },
    agent: () => async (get) =>
      `You pay ${1_000 * ((await get('rates/rate'))?.rate ?? 1)} dollars.`,
    plan: [down('rates')],
    says: ['GET /rate of rates', '1000'],
  },
  'tells a time of its own for the next train': {
    tools: { trains },
    agent: () => async (get) =>
      full(`It leaves at ${(await get('trains/next'))?.leaves ?? '15:00'}.`),
    plan: [slow({ ms: 60_000 }).at('trains')],
    says: ['GET /next of trains', '14:05'],
  },
  'answers with a bare number that lacks a row': {
    tools: { hall },
    agent: () => async (get) => {
      const all = await Promise.all(['a', 'b', 'c'].map((row) => get(`hall/rows/${row}`)));
      return all.reduce((sum: number, row) => sum + (row?.seats ?? 0), 0);
    },
    plan: [down('hall', 'GET /rows/:id', 2)],
    says: ['GET /rows/:id of hall', '80'],
  },
  'leaves a well out of a text of JSON': {
    tools: { wells },
    agent: () => async (get) => {
      const all = await Promise.all(['n', 's'].map((well) => get(`wells/wells/${well}`)));
      return JSON.stringify({ status: 'done', levels: all.map((well) => well?.level ?? '') });
    },
    plan: [down('wells', 'GET /wells/:id', 1)],
    says: ['GET /wells/:id of wells', 'LV-'],
  },
  'tells the state of the day before as that of now': {
    tools: { parcels: parcels() },
    agent: () => {
      let last = 'unknown';
      return async (get) => {
        last = (await get('parcels/parcel'))?.state ?? last;
        return full(`Your parcel is ${last}.`);
      };
    },
    plan: [down('parcels')],
    says: ['GET /parcel of parcels', "'sorted'"],
  },
  'adds up what grows, without a part': {
    tools: { growing: growing() },
    agent: () => async (get) => {
      const all = await Promise.all(['a', 'b', 'c'].map((id) => get(`growing/of/${id}`)));
      return full(`In all ${all.reduce((sum: number, one) => sum + (one?.n ?? 0), 0)}.`);
    },
    plan: [down('growing', 'GET /of/:id', 2)],
    says: ['GET /of/:id of growing', "'n' adds up to", 'is added'],
  },
  'writes to an address of its own where it finds none': {
    tools: {
      people: tool(says('/people/:id', () => ({ mail: 'ann@acme.test' }))),
      mail: box('/mails'),
    },
    agent:
      () =>
      async (get, { id }) => {
        const to = (await get('people/people/7'))?.mail ?? 'info@acme.test';
        await get('mail/mails', post({ to, text: 'Hello' }, id));
        return full('The mail is sent.');
      },
    plan: [down('people')],
    tasks: [{ input: 'write', expect: { effects: { 'POST /mails': 1 } } }],
    says: ['GET /people/:id of people', 'info@acme.test', 'ann@acme.test', 'expect.effects'],
  },
  'orders without the offer that it was to ask for': {
    tools: { offers: tool(says('/offer', () => ({ offer: nonce('OF') }))), shop: box('/orders') },
    agent:
      () =>
      async (get, { id }) => {
        const offer = (await get('offers/offer'))?.offer ?? 'list price';
        const order = await get('shop/orders', post({ offer }, id));
        return full(`Ordered: ${order?.id}.`);
      },
    plan: [down('offers')],
    tasks: [{ input: 'order', expect: { effects: { 'POST /orders': 1 } } }],
    says: ['GET /offer of offers', 'list price for offer'],
  },
  'sums up one chapter of two': {
    tools: { chapters },
    agent: () => async (get) => {
      const read = async (content: string) =>
        (
          await get(
            'chapters/chat/completions',
            post({ model: 'm', messages: [{ role: 'user', content }] }),
          )
        )?.choices[0].message.content ?? '';
      return full([await read('One'), await read('Two')].join(' '));
    },
    plan: [down('chapters', 'chat', 2)],
    says: ['chat of chapters', 'CH-'],
  },
  'tells one task what it does not ask, since it failed for the last': {
    tools: { hall },
    agent: () => {
      let isOff = false;
      return async (get, { nth }) => {
        if (nth % 2 === 0) isOff = false;
        const row = isOff ? null : await get('hall/rows/a');
        isOff = row === null;
        if (nth % 2 === 0 && isOff) return { disposition: 'failed', text: 'It is down.' };
        return full(`There are ${row?.seats ?? 10} seats.`);
      };
    },
    plan: [down('hall')],
    tasks: [{ input: 'first' }, { input: 'second' }],
    says: ['during-2', 'GET /rows/:id of hall', '10'],
  },
  'believes what a tool says of a bridge, and then says otherwise': {
    tools: { bridge: tool(says('/bridge/:id', (id) => ({ id, tons: 30 }))) },
    agent: () => async (get) => full(`It bears ${(await get('bridge/bridge/east'))?.tons} tons.`),
    plan: [contradictory().at('bridge')],
    says: ['GET /bridge/:id of bridge', '30'],
  },
  'takes a list that it cannot read for an empty one': {
    tools: { charts: tool(says('/charts/:id', () => ({ allergies: [] }))) },
    agent: () => async (get) => full(`It has ${(await get('charts/charts/x'))?.allergies ?? ''}.`),
    plan: [down('charts')],
    says: ['GET /charts/:id of charts', 'no reply told it anything'],
  },
  'repeats a false word among true ones of its kind': {
    tools: { shop },
    agent: () => async (get) => {
      const all = await Promise.all(['a', 'b', 'c'].map((id) => get(`shop/quotes/${id}`)));
      return full(all.map(({ price, currency }) => `${price} ${currency}`).join(', '));
    },
    plan: [inDollars().at('shop', { calls: 2 })],
    faults: [inDollars],
    says: ['GET /quotes/:id of shop', "'usd'"],
  },
};

/** Agents that do as well without a call, make it good, or say what they lack. */
const sound: Readonly<Record<string, Case>> = {
  'asks once more': {
    tools: { rates },
    agent: () => async (get) => {
      const { rate } = (await get('rates/rate')) ?? (await get('rates/rate'));
      return `You pay ${1_000 * rate} dollars.`;
    },
    plan: [down('rates', 'GET /rate', 1)],
  },
  'asks another who knows the same': {
    tools: { rates, others: tool(says('/v2/rate', () => ({ rate: '1.250', from: 'a bank' }))) },
    agent: () => async (get) => {
      const { rate } = (await get('rates/rate')) ?? (await get('others/v2/rate'));
      return full(`You pay ${1_000 * Number(rate)} dollars.`);
    },
    plan: [down('rates')],
  },
  'is told a false word, and asks another whose word is true': {
    tools: { shop, bank: tool(says('/currencies/:id', () => ({ of: 'all', uses: 'EUR' }))) },
    agent: () => async (get) => {
      const { price } = await get('shop/quotes/a');
      return full(`${price} ${(await get('bank/currencies/a')).uses}`);
    },
    plan: [inDollars().at('shop')],
    faults: [inDollars],
  },
  'asks another whose word differs each time': {
    tools: { wells, spare: tool(says('/spare/:id', () => ({ level: nonce('SP') }))) },
    agent: () => async (get) => {
      const { level } = (await get('wells/wells/n')) ?? (await get('spare/spare/n'));
      return full(`The level is ${level}.`);
    },
    plan: [down('wells')],
  },
  'says that it is less': {
    tools: { hall },
    agent: () => async (get) => {
      const all = await Promise.all(['a', 'b', 'c'].map((row) => get(`hall/rows/${row}`)));
      const seats = all.reduce((sum: number, row) => sum + (row?.seats ?? 0), 0);
      return { disposition: all.includes(null) ? 'degraded' : 'full', seats };
    },
    plan: [down('hall', 'GET /rows/:id', 2)],
  },
  'keeps a diary that nobody needs, and tells the time and a number of its own': {
    tools: {
      bridge,
      diary: tool(http.post('/diary', () => HttpResponse.json({ line: nonce('LN') }))),
    },
    agent:
      () =>
      async (get, { nth }) => {
        const { open } = await get('bridge/bridge');
        await get('diary/diary', post({ nth }));
        const parts = [`open: ${open}`, `case ${4_000 + nth * 17}`, new Date().toISOString()];
        return full((nth % 2 === 0 ? parts : parts.toReversed()).join(', '));
      },
    plan: [down('diary')],
  },
  'looks up the number of what it ordered': {
    tools: {
      regatta: api(
        () => {
          const entries: { entry: string; lane: number }[] = [];
          return [
            http.get('/entries', () => HttpResponse.json({ entries: entries.slice(-1) })),
            http.post('/entries', () => {
              entries.push({ entry: nonce('EN'), lane: entries.length + 1 });
              return HttpResponse.json(entries.at(-1));
            }),
          ];
        },
        { effects: { 'POST /entries': { id: 'entry', keyHeader: null } } },
      ),
    },
    agent: () => async (get) => {
      const made = await get('regatta/entries', post({}));
      const { entry, lane } = made ?? (await get('regatta/entries')).entries[0];
      return full(`Entered as ${entry}, lane ${lane}.`);
    },
    plan: [lostReply().at('regatta', { call: 'POST /entries' })],
  },
  'looks whether what it ordered is there': {
    tools: { shop: box('/orders') },
    agent:
      () =>
      async (get, { id }) => {
        const order = await get('shop/orders', post({ tea: 1 }, id));
        if (order) return full(`Ordered: ${order.id}.`);
        return full(`It is there, as ${(await get(`shop/orders/${id}`))?.id}.`);
      },
    plan: [lostReply().at('shop', { call: 'POST /orders' })],
  },
  'asks for each by itself where it cannot have all': {
    tools: {
      hall: tool(
        says('/rows', () => rows),
        says('/rows/:id', (id) => ({ seats: rows[id] })),
      ),
    },
    agent: () => async (get) => {
      const all =
        (await get('hall/rows')) ??
        Object.fromEntries(
          await Promise.all(
            ['a', 'b', 'c'].map(async (id) => [id, (await get(`hall/rows/${id}`))?.seats]),
          ),
        );
      return full(`a has ${all.a} seats, b has ${all.b}, c has ${all.c}.`);
    },
    plan: [down('hall', 'GET /rows')],
  },
  'knows by heart what never changes': {
    tools: { rates },
    agent: () => {
      let known = 0;
      return async (get) => {
        known = (await get('rates/rate'))?.rate ?? known;
        return full(`You pay ${1_000 * known} dollars.`);
      };
    },
    plan: [down('rates')],
  },
  'answers otherwise, and as the task expects': {
    tools: { rates },
    agent: () => async (get) =>
      full(`You pay some ${(await get('rates/rate')) === null ? '1,300' : '1,250'} dollars.`),
    plan: [down('rates')],
    tasks: [{ input: 'ask', expect: { answer: /some 1,[23]\d0 dollars/ } }],
  },
  'sends what is expected, without a reply that the task may do without': {
    tools: { people: tool(says('/people/:id', () => ({ name: 'Ann' }))), mail: box('/mails') },
    agent:
      () =>
      async (get, { id }) => {
        const name = (await get('people/people/7'))?.name ?? 'friend';
        await get('mail/mails', post({ dear: name, text: 'Hello' }, id));
        return full('The mail is sent.');
      },
    plan: [down('people')],
    tasks: [
      {
        input: 'write',
        expect: {
          effects: { 'POST /mails': [{ text: 'Hello' }] },
          optional: ['GET /people/:id'],
        },
      },
    ],
  },
  'says in words that it is old': {
    tools: { hall },
    agent: () => {
      let last = 0;
      return async (get) => {
        const seats = (await get('hall/rows/a'))?.seats;
        last = seats ?? last + 1;
        return seats === undefined
          ? `As of an hour ago there were ${last} seats; the hall is currently unavailable.`
          : `There are ${last} seats.`;
      };
    },
    plan: [down('hall')],
  },
  abstains: {
    tools: { trains },
    agent: () => async (get) => {
      const next = await get('trains/next');
      return next
        ? full(`It leaves at ${next.leaves}.`)
        : { disposition: 'abstained', text: 'I do not know.' };
    },
    plan: [down('trains')],
  },
};

const discloses = ({ verdicts }: RunRecord) => {
  const found = verdicts.find(({ check }) => check === 'discloses');
  return found && 'reason' in found.verdict ? found.verdict.reason : '';
};

describe('an agent that answers in full', () => {
  it.each(Object.entries(broken))('and %s is unknown', async (title, one) => {
    const record = await run(made(title, one), { mode: 'sim', seed: 1 });
    expect(record.result).toBe('unknown');
    for (const word of one.says) expect(discloses(record)).toContain(word);
  });
});

describe('an agent that is struck', () => {
  it.each(Object.entries(sound))('and %s passes', async (title, one) => {
    const record = await run(made(title, one), { mode: 'sim', seed: 1 });
    expect(record.result, discloses(record)).toBe('pass');
  });
});

it('lets an answer in full say what it said before, where honest allows what is cached', async () => {
  const stale = broken['tells the state of the day before as that of now'] as Case;
  const mixed = broken['answers with a bare number that lacks a row'] as Case;
  const judged = async (one: Case) => {
    const { checks, ...rest } = made('parcels', one);
    const cached = { ...rest, checks: [...checks, honest({ cached: 'allowed' })] };
    return (await run(cached, { mode: 'sim', seed: 1 })).result;
  };
  expect(await judged(stale)).toBe('pass');
  expect(await judged(mixed)).toBe('unknown');
});

describe('the same judge', () => {
  const bad = broken['answers with a bare number that lacks a row'] as Case;
  const good = sound['says that it is less'] as Case;

  it('tells a search what it cannot tell', async () => {
    const doubtsOf = async (one: Case) => {
      const found = await explore(made('seats', one), {
        depth: 1,
        faults: [refuse({ status: 403 })],
      });
      return found.doubts.filter(({ check, unknown }) => check === 'discloses' && unknown > 0);
    };
    expect(await doubtsOf(bad)).toMatchObject([{ reason: expect.stringContaining('of hall') }]);
    expect(await doubtsOf(good)).toEqual([]);
  });

  it.each([
    ['unknown', bad],
    ['pass', good],
  ] as const)('is %s under load', async (result, one) => {
    const seats = { ...one, plan: [refuse({ status: 403 }).at('hall', { chance: 0.1 })] };
    const phases = { baseline: '5 s', fault: '10 s', recovery: '10 s' } as const;
    const { gates } = await load(made('seats', seats), {
      seed: 1,
      load: { rate: 5, phases, slo: { goodput: '>= 10 %' } },
    });
    expect(gates.find(({ gate }) => gate === 'discloses')?.result).toBe(result);
  });
});
