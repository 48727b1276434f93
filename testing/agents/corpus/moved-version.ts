import {
  api,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  lostReply,
  nonce,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';
import { ask, pause, twice } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';

/** An agent that overwrites its own write after a conflict that it could not read up on. */
export const movedVersion: CorpusEntry = {
  id: 'moved-version',
  faults: 2,
  bug: 'After a conflict it rereads who wrote; where that fails, it writes again over the version.',
  check: 'exactly-once',
  witness: [
    lostReply().at('accounts', { call: 'POST /account/points', calls: 1 }),
    down('accounts', 'GET /account', 2),
  ],
  scenario: scenario('points are added once', {
    family: 'corpus',
    points: {
      orders: facts({ '/order': { id: 31, late: 6 }, '/rules': { mostPoints: 100 } }),
      model: oracle({ fair: '50' }),
      accounts: accounts(),
      mail: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at, _, id) => makeUp(at.url, id)),
    tasks: [
      {
        input: 'My order came six days late.',
        expect: { effects: { 'POST /account/points': 1 } },
      },
    ],
    checks: [completes(), exactlyOnce('accounts')],
  }),
};

interface Account {
  readonly version: number;
  readonly points: number;
  readonly lastBy: string;
}

/** Guarded by versions: whoever writes says which one it has read. */
function accounts() {
  return api(
    () => {
      let account: Account = { version: 4, points: 120, lastBy: 'import' };
      return [
        http.get('/account', () => HttpResponse.json(account)),
        http.post('/account/points', async ({ request }) => {
          const change = (await request.json()) as { add: number; ifVersion: number; by: string };
          const { version, points } = account;
          if (change.ifVersion !== version) return HttpResponse.json({ version }, { status: 409 });
          account = { version: version + 1, points: points + change.add, lastBy: change.by };
          return HttpResponse.json({ id: nonce('PT'), version: account.version });
        }),
      ];
    },
    { effects: ['POST /account/points'] },
  );
}

async function makeUp(url: (point: string) => string, task: string): Promise<object> {
  const order = await twice(() => ask('GET', `${url('orders')}/order`));
  const rules = await twice(() => ask<{ mostPoints: number }>('GET', `${url('orders')}/rules`));
  if (!order.ok || !rules.ok) return { status: 'abstained', note: 'the order is not known' };
  const fair = await chat(url('model'), `How many points are fair? ${JSON.stringify(order.body)}`);
  const add = Math.min(Number(fair ?? Number.NaN), rules.body.mostPoints);
  if (Number.isNaN(add)) return { status: 'escalated', note: 'somebody should decide' };
  const account = await twice(() => ask<Account>('GET', `${url('accounts')}/account`));
  if (!account.ok) return { status: 'pending', note: 'the account cannot be read' };
  const isAdded = await addTo(`${url('accounts')}/account`, account.body.version, add, task);
  if (!isAdded) return { status: 'pending', note: `see what ${task} has added` };
  const told = await ask('POST', `${url('mail')}/messages`, { json: { add } });
  return { status: 'done', add, told: told.ok };
}

async function addTo(account: string, read: number, add: number, by: string): Promise<boolean> {
  let ifVersion = read;
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    // As long as the version is the same, it cannot be added twice.
    const added = await ask('POST', `${account}/points`, { json: { add, ifVersion, by } });
    if (added.ok) return true;
    if (added.status === 409) {
      const now = await ask<Account>('GET', account);
      if (now.ok && now.body.lastBy === by) return true;
      ifVersion = now.ok ? now.body.version : (added.body as { version: number }).version;
    } else await pause(1_000);
  }
  return false;
}
