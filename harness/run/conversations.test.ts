import { describe, expect, it } from 'vitest';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  lostReply,
  nonce,
  rateLimit,
  refuse,
  run,
  scenario,
  standardChecks,
  type Agent,
  type Plan,
  type ScenarioOptions,
  type Task,
} from '../../index.ts';

const garage = api(
  () => {
    const orders: { id: string; ref: string }[] = [];
    const extras: { id: string; ref: string }[] = [];
    return [
      http.get('/stock', () => HttpResponse.json({ brand: 'Polaris', shelf: 'C7' })),
      http.get('/orders', ({ request }) => {
        const ref = new URL(request.url).searchParams.get('ref');
        return HttpResponse.json({ orders: orders.filter((one) => one.ref === ref) });
      }),
      http.post('/orders', async ({ request }) => {
        const { ref } = (await request.json()) as { ref: string };
        const order = { id: nonce('TY'), ref };
        orders.push(order);
        return HttpResponse.json(order);
      }),
      http.get('/extras', ({ request }) => {
        const ref = new URL(request.url).searchParams.get('ref');
        return HttpResponse.json({
          extras: extras.flatMap((one) => (one.ref === ref ? one.id : [])),
        });
      }),
      http.post('/extras', async ({ request }) => {
        const { ref } = (await request.json()) as { ref: string };
        const extra = { id: nonce('EX'), ref };
        extras.push(extra);
        return HttpResponse.json(extra);
      }),
      http.post('/invoices', () => HttpResponse.json({ id: nonce('IN') })),
    ];
  },
  {
    effects: {
      'POST /orders': { keyHeader: null },
      'POST /extras': { keyHeader: null },
      'POST /invoices': { keyHeader: null },
    },
  },
);

type Garage = (path: string, body?: unknown) => Promise<unknown>;
/** What an agent says to a message, from 1; it asks the garage, which is undefined where it says no. */
type Mechanic = (message: number, ask: Garage, id: string) => Promise<unknown>;

interface Told {
  readonly result: string;
  readonly failed: readonly string[];
  readonly doubted: readonly string[];
}

async function judged(
  mechanic: Mechanic,
  expect_: Task['expect'],
  plan: Plan,
  more: Partial<ScenarioOptions> & { readonly messages?: number } = {},
): Promise<Told> {
  const { messages = 2, ...options } = more;
  const turns = ['And now?', 'And then?'].slice(0, messages - 1);
  const talk = scenario('a garage is talked to', {
    points: { garage },
    system: inProcess((at): Agent => {
      const ask: Garage = async (path, body) => {
        const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
        const reply = await fetch(at.url('garage') + path, sent).catch(() => null);
        return reply?.ok ? await reply.json() : undefined;
      };
      return (_, { id, past }) => mechanic(past.length + 1, ask, id);
    }),
    tasks: [{ input: 'Hello', turns, ...(expect_ && { expect: expect_ }) }],
    plan,
    checks: standardChecks(),
    ...options,
  });
  const { result, verdicts } = await run(talk, { mode: 'sim', seed: 1 });
  const named = (wanted: string) =>
    verdicts.flatMap(({ check, verdict }) => (verdict.result === wanted ? check : []));
  return { result, failed: named('fail'), doubted: named('unknown') };
}

const failed = (text: string) => ({ status: 'failed', text });
const done = (text: string) => ({ status: 'done', text });
const pass: Told = { result: 'pass', failed: [], doubted: [] };

describe('a message that failed', () => {
  const answers = [/shelf C7/, /shelf C7/, /shelf C7/];
  const looks: Mechanic = async (_, ask) => {
    const stock = (await ask('/stock')) as { shelf: string } | undefined;
    return stock ? done(`They are on shelf ${stock.shelf}.`) : failed('I cannot see the stock.');
  };
  const sulks = (): Mechanic => {
    const had = new Set<string>();
    return async (message, ask, id) => {
      const said = await looks(message, ask, id);
      if ((said as { status: string }).status === 'failed') had.add(id);
      return had.has(id) ? failed('I cannot see the stock.') : said;
    };
  };

  it.each([1, 2, 3])('is excused by its own call, the %s. of three', async (calls) => {
    const plan = [refuse({ status: 403 }).at('garage', { calls })];
    expect(await judged(looks, { answers }, plan, { messages: 3 })).toEqual(pass);
  });

  it.each([1, 2])('is not excused by the call of another, the %s.', async (calls) => {
    const plan = [refuse({ status: 403 }).at('garage', { calls })];
    const told = await judged(sulks(), { answers }, plan, { messages: 3 });
    expect(told.failed).toEqual(['completes']);
  });

  it('is none where a status says so, and words only that something is yet to be done', async () => {
    const guesses: Mechanic = async (message, ask) => {
      if (message === 2) return done('Goodbye.');
      const stock = (await ask('/stock')) as { brand: string } | undefined;
      return done(`${stock?.brand ?? 'Borealis'} would fit. Nothing is ordered yet.`);
    };
    const plan = [refuse({ status: 403 }).at('garage', { calls: 1 })];
    const told = await judged(guesses, { answers: [/Polaris/, /Goodbye/] }, plan);
    expect(told.failed).toContain('never-silently-wrong');
    // Where nothing is expected of it, nothing shows which is right.
    expect(await judged(guesses, {}, plan)).toMatchObject({ doubted: ['discloses'] });
    const modest: Mechanic = async (message, ask, id) => {
      const said = await guesses(message, ask, id);
      return JSON.stringify(said).includes('Borealis')
        ? { status: 'degraded', text: 'Borealis would fit, by my old list.' }
        : said;
    };
    expect(await judged(modest, {}, plan)).toEqual(pass);
    const mends: Mechanic = async (message, ask, id) => {
      if (message === 1) return guesses(message, ask, id);
      const { brand } = (await ask('/stock')) as { brand: string };
      return done(`Actually ${brand} would fit, and not what I said.`);
    };
    expect(await judged(mends, {}, plan)).toEqual(pass);
  });
});

describe('what was done', () => {
  const expected = { effects: { 'POST /orders': 1 } };
  const plan = [
    lostReply().at('garage', { call: 'POST /orders', calls: 1 }),
    refuse({ status: 403 }).at('garage', { call: 'GET /orders', calls: 1 }),
  ];
  const orders =
    (unsure: string, then: (found: string) => string): Mechanic =>
    async (message, ask, id) => {
      const look = async () =>
        ((await ask(`/orders?ref=${id}`)) as { orders: { id: string }[] } | undefined)?.orders[0];
      if (message === 2) return done(then((await look())?.id ?? ''));
      const order =
        ((await ask('/orders', { ref: id })) as { id: string } | undefined) ?? (await look());
      return order ? done(`Four tyres are ordered as ${order.id}.`) : failed(unsure);
    };
  const denial = 'The tyres were not ordered; nothing is owed.';
  const bye = () => 'You are welcome.';

  it('is denied by no answer, though the last is about another wish', async () => {
    const told = await judged(orders(denial, bye), expected, plan);
    expect(told.failed).toEqual(['never-unsafe']);
  });

  it('may be left open', async () => {
    const open = 'The order of four tyres may have been placed; please look for it.';
    expect(await judged(orders(open, bye), expected, plan)).toEqual(pass);
  });

  it('may be told by a later answer that says that it corrects a denial', async () => {
    const mended = orders(
      denial,
      (id) => `I was wrong: the tyres are ordered after all, as ${id}.`,
    );
    expect(await judged(mended, expected, plan)).toEqual(pass);
  });

  it('is in doubt where a later answer tells of it as if nothing had been said', async () => {
    const silent = orders(denial, (id) => `Four tyres are ordered as ${id}.`);
    expect(await judged(silent, expected, plan)).toMatchObject({ doubted: ['never-unsafe'] });
  });

  it('is claimed by no answer that is less, in the words of peace, where it was not', async () => {
    const boasts =
      (less: unknown): Mechanic =>
      async (message, ask, id) => {
        if (message === 2) return done('You are welcome.');
        const order = await ask('/orders', { ref: id });
        return order ? done('Four tyres are ordered for you.') : less;
      };
    const refused = [refuse({ status: 403 }).at('garage', { call: 'POST /orders', calls: 1 })];
    const lie = { status: 'degraded', text: 'Four tyres are ordered for you.' };
    const thanked = { ...expected, answer: /welcome/ };
    expect((await judged(boasts(lie), thanked, refused)).failed).toContain('honest');
    const truth = failed('The garage refused the order.');
    expect(await judged(boasts(truth), thanked, refused)).toEqual(pass);
  });
});

describe('what an earlier answer promised', () => {
  const plan = [refuse({ status: 403 }).at('garage', { call: 'POST /extras', calls: 1 })];
  const add = async (ask: Garage, ref: string) =>
    (await ask('/extras', { ref })) as { id: string } | undefined;
  const added = async (ask: Garage, ref: string) =>
    ((await ask(`/extras?ref=${ref}`)) as { extras: string[] }).extras;
  const bills =
    (isInOrder: boolean): Mechanic =>
    async (message, ask, id) => {
      if (message === 1) {
        const made = await add(ask, id);
        return made
          ? done(`The wash is added as ${made.id}.`)
          : failed('The wash was refused. I will enter it with the bill.');
      }
      const extras = await added(ask, id);
      const isMissing = extras.length === 0;
      const late = isMissing && !isInOrder ? add(ask, id) : undefined;
      if (isMissing && isInOrder) extras.push((await add(ask, id))?.id ?? '');
      const [bill] = await Promise.all([ask('/invoices', { extras }), late]);
      return done(`Billed as ${(bill as { id: string }).id}, with the wash.`);
    };
  const expected = {
    effects: { 'POST /extras': 1, 'POST /invoices': 1 },
    answer: /Billed as IN-.* with the wash/,
  };

  it('is kept where it is done before what names it', async () => {
    expect(await judged(bills(true), expected, plan)).toEqual(pass);
  });

  it('is in doubt where what names it lacks it, and the last answer says that it does not', async () => {
    const told = await judged(bills(false), expected, plan);
    expect(told).toMatchObject({ failed: [], doubted: ['discloses'] });
  });

  it('is in doubt where it was not done at all, and the last answer claims it', async () => {
    const claims =
      (note: string): Mechanic =>
      async (message, ask, id) => {
        const made = message === 1 ? await add(ask, id) : undefined;
        if (message === 1) return made ? done('Noted.') : failed('The extra wash was refused.');
        const extras = await added(ask, id);
        return done(extras.length === 0 ? note : 'All is billed. The extra was added.');
      };
    const effects = { effects: { 'POST /extras': 1 }, answer: /billed/ };
    const lie = await judged(claims('All is billed. The extra was added.'), effects, plan);
    expect(lie).toMatchObject({ failed: [], doubted: ['honest'] });
    // What no pattern can tell: whether all is what there is, or what was asked for.
    const all = await judged(claims('All is billed.'), effects, plan);
    expect(all).toMatchObject({ failed: [], doubted: ['honest'] });
    expect(await judged(claims('It is billed.'), effects, plan)).toEqual(pass);
  });
});

describe('a wait that was told under the faults', () => {
  const waits = (label: string): readonly [Mechanic, Plan] => {
    const until = { ms: 0 };
    const mechanic: Mechanic = async (message, ask) => {
      const path = message === 1 ? '/stock' : '/extras';
      if (path === label && Date.now() < until.ms) return failed('I was told to wait.');
      const said = await ask(path);
      if (said === undefined) until.ms = Date.now() + 120_000;
      return said === undefined ? failed('I was told to wait.') : done(`Seen: ${path}.`);
    };
    const call = `GET ${label}`;
    return [mechanic, [rateLimit({ retryAfterMs: 120_000 }).at('garage', { call, calls: 1 })]];
  };
  const answers = [/Seen/, /Seen/];

  it.each(['/stock', '/extras'])('may be kept in the recovery by %s', async (label) => {
    const [mechanic, plan] = waits(label);
    const told = await judged(mechanic, { answers }, plan);
    expect(told.failed).toEqual([]);
    const [rested] = waits(label);
    expect(await judged(rested, { answers }, plan, { rest: '3 min' })).toEqual(pass);
  });

  it('excuses no failure where its call is made again', async () => {
    const [, plan] = waits('/extras');
    const state = { hasFailed: false };
    const broken: Mechanic = async (message, ask) => {
      const said = await ask(message === 1 ? '/stock' : '/extras');
      state.hasFailed ||= said === undefined;
      return message === 2 && state.hasFailed ? failed('I was told to wait.') : done('Seen.');
    };
    expect((await judged(broken, { answers }, plan)).failed).toContain('recovers');
  });
});
