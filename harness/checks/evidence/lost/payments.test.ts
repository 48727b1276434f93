import { describe } from 'vitest';
import {
  api,
  http,
  HttpResponse,
  nonce,
  provider,
  refuse,
  truncatedToolArguments,
  wrongEntity,
} from '../../../../index.ts';
import {
  box,
  tellsApart,
  type Get,
  type SenderCase,
  type Reply,
  type Url,
} from './senders-fixture.ts';

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
  (mends: boolean): SenderCase => ({
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
  (isBlind: boolean): SenderCase => ({
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
const talked = (mends: boolean): SenderCase => ({
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
  (isBroken: boolean): SenderCase => ({
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
  (isBroken: boolean): SenderCase => ({
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

describe.each<[string, (isBroken: boolean) => SenderCase, string]>([
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
  tellsApart(of, words);
});
