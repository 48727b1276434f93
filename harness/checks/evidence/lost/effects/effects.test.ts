import { describe, expect, it } from 'vitest';
import { api, http, HttpResponse, lostReply, refuse, slow } from '../../../../../index.ts';
import { box, judged, reasons, tellsApart, type SenderCase } from '../senders-fixture.ts';

const batch = (skips: boolean): SenderCase => ({
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
const channels = (isBlind: boolean): SenderCase => ({
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

const shared = (mixes: boolean): SenderCase => ({
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

const parcels = (mixes: boolean): SenderCase => ({
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

const shipment = (forgets: boolean): SenderCase => ({
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

/** Finds a dog by what it read of an applicant; keeps the last that it read, or does without. */
const match = (keeps: boolean): SenderCase => {
  const paces: Readonly<Record<string, string>> = { Ada: 'brisk', Ben: 'gentle' };
  const told = (field: string, of: (name: string) => unknown) =>
    api([
      http.get('/:is', ({ params }) => HttpResponse.json({ [field]: of(String(params['is'])) })),
    ]);
  return {
    tools: {
      box: box(),
      people: told('pace', (is) => paces[is]),
      dogs: told('dog', (is) => `${is}-dog`),
    },
    agent: () => {
      let last: string | undefined;
      return async (at, input: never) => {
        const who = String(input);
        const read = (await at.get(`people/${who}`))?.pace;
        last = read ?? (keeps ? last : undefined);
        if (last === undefined) return { status: 'failed', text: 'Nothing is known.' };
        const sent = await at.send(
          'box/all',
          { who, dog: (await at.get(`dogs/${last}`))?.dog },
          who,
        );
        return { status: 'done', text: `${who} has ${sent?.id}.` };
      };
    },
    plan: [refuse({ status: 403 }).at('people', { task: 'during-2' })],
    tasks: ['Ada', 'Ben'].map((input) => ({
      input,
      expect: { effects: { 'POST /all': [{ who: input }] }, answer: /has BX-/ },
    })),
  };
};

/** Asks another where the first is refused; says whom, or not. */
const understudy = (hides: boolean): SenderCase => ({
  tools: { box: box() },
  agent: () => async (at) => {
    for (const one of ['Jo Marsh', 'Mo Field']) {
      const sent = await at.send('box/all', { who: one }, one);
      if (sent) return hides ? 'It is played tonight.' : `It is played by ${one} tonight.`;
    }
    return { status: 'failed', text: 'Nobody could be asked.' };
  },
  plan: [refuse({ status: 403 }).at('box', { calls: [1, 4] })],
  tasks: [{ input: 'ask one', expect: { effects: { 'POST /all': 1 } } }],
});

describe.each<[string, (isBroken: boolean) => SenderCase, string]>([
  ['for the next best, untold', understudy, 'POST /all has Mo Field for who; without faults'],
  ['of which a batch leaves one out', batch, 'POST /all landed 2 times; without faults 3'],
  ['of a channel nobody counts on', channels, 'POST /page landed 0 times; without faults 1'],
  ['with the text of another task', shared, 'POST /all has your pay is 52 for said; without'],
  ['that is none, of a question of another task', parcels, 'GET /:id asks for P2, of which only'],
  [
    'that a question of its own led to',
    match,
    'GET /:is asks for brisk; without faults it asks for',
  ],
  ['whose retry leaves a part out', shipment, 'POST /all has no cold; without faults it is true'],
])('an effect %s', (_, of, words) => {
  tellsApart(of, words);
});

it('takes a hand-out to one person twice for less than one to two', async () => {
  const one = batch(true);
  const twice: SenderCase = {
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
