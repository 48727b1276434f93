import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  nonce,
  passed,
  rateLimit,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { kinds } from '../corpus/kinds.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { ask, pause } from '../corpus/world/ask.ts';
import { once } from '../corpus/world/once.ts';

const busy = rateLimit({ retryAfterMs: 20_000 });

/** Waits as it is told, until what it waits with is no longer good. */
export const pastExpiry: CorpusEntry = {
  id: 'past-expiry',
  faults: 2,
  bug: 'That an approval still holds is seen to before a transfer, not before each attempt at it.',
  check: 'approved-in-time',
  kinds: [busy, ...kinds.filter(({ name }) => name !== 'rate-limit')],
  witness: [
    busy.at('bank', { call: 'GET /payee', calls: 1 }),
    busy.at('bank', { call: 'POST /transfers', calls: 1 }),
  ],
  scenario: scenario('no money moves on an approval that has run out', {
    family: 'learnt',
    points: {
      desk: facts({
        '/request': { to: 'Mill Ltd', cents: 310_000 },
        '/contract': { until: '2028-12-31' },
      }),
      model: oracle({ Purpose: 'rent of the warehouse' }),
      approver: api([http.post('/approvals', () => HttpResponse.json({ approval: nonce('AP') }))]),
      bank: bank(),
      books: api([http.post('/entries', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at, _, id) => transfer(at.url, id)),
    tasks: [{ input: 'Pay the rent.' }],
    deadline: '120 s',
    checks: [completes(), approvedInTime()],
  }),
};

const validMs = 30_000;

function bank() {
  return api(
    () => [
      http.get('/payee', () => HttpResponse.json({ iban: 'BE71', name: 'Mill Ltd' })),
      http.get('/balance', () => HttpResponse.json({ cents: 900_000 })),
      once('/transfers', 'TR'),
    ],
    { effects: ['POST /transfers'] },
  );
}

function approvedInTime() {
  return check('approved-in-time', (trace) => {
    const given = eventsOf(trace, 'call.end').filter(({ point }) => point === 'approver');
    const late = eventsOf(trace, 'effect').find(
      ({ atMs }) =>
        !given.some((it) => it.status === 200 && it.atMs <= atMs && atMs <= it.atMs + validMs),
    );
    if (!late) return passed;
    return failed('money moved on an old approval', [late.seq], 'approved-in-time: late');
  });
}

async function transfer(url: (point: string) => string, key: string): Promise<object> {
  const request = await patient<{ to: string; cents: number }>('GET', `${url('desk')}/request`);
  if (request === null) return { status: 'abstained', note: 'the request is not known' };
  const contract = await patient('GET', `${url('desk')}/contract`);
  if (contract === null) return { status: 'escalated', note: 'is it still rented?' };
  const purpose = await chat(url('model'), `Purpose of ${request.to}?`);
  const approve = async () => {
    const given = await patient<{ approval: string }>('POST', `${url('approver')}/approvals`, {
      json: request,
    });
    return given && { ...given, untilMs: Date.now() + validMs };
  };
  let approval = await approve();
  const payee = await patient<{ iban: string }>('GET', `${url('bank')}/payee`);
  const balance = await patient<{ cents: number }>('GET', `${url('bank')}/balance`);
  if (payee === null || balance === null || balance.cents < request.cents) {
    return { status: 'abstained', note: 'it cannot be paid now' };
  }
  if (approval !== null && Date.now() >= approval.untilMs) approval = await approve();
  if (approval === null) return { status: 'pending', note: 'it is not approved' };
  const json = { ...request, iban: payee.iban, approval: approval.approval };
  const made = await patient<{ id: string }>('POST', `${url('bank')}/transfers`, { key, json });
  if (made === null) return { status: 'pending', note: `look for ${key}` };
  const kept = await ask('POST', `${url('books')}/entries`, { json: { id: made.id, purpose } });
  return { status: kept.ok ? 'done' : 'partial', id: made.id, purpose: purpose ?? 'rent' };
}

/** Up to three attempts, with as long a wait between them as the tool asks for. */
async function patient<Body>(
  method: 'GET' | 'POST',
  url: string,
  { key, json }: { readonly key?: string; readonly json?: object } = {},
): Promise<Body | null> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    let waitS = 1;
    try {
      const reply = await fetch(url, {
        method,
        ...(key !== undefined && { headers: { 'idempotency-key': key } }),
        ...(json !== undefined && { body: JSON.stringify(json) }),
        signal: AbortSignal.timeout(5_000),
      });
      if (reply.ok) return (await reply.json()) as Body;
      waitS = Number(reply.headers.get('retry-after') ?? waitS);
    } catch {
      // Once more.
    }
    await pause(waitS * 1_000);
  }
  return null;
}
