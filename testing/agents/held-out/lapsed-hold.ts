import {
  api,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  noOrphans,
  rateLimit,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice, pause, type Answer } from './world/ask.ts';
import { references } from './world/references.ts';

const holdMs = 10_000;

/** Holds a seat for 10 s, pays for it and has the ticket issued. */
export const lapsedHold: AgentPair = {
  id: 'lapsed-hold',
  faults: 1,
  bug: 'A seat that lapsed while the bank had it wait leaves nothing behind, as it thinks, and it has paid.',
  check: 'no-orphans',
  witness: [
    rateLimit({ retryAfterMs: 30_000 }).at('bank', { call: 'PUT /charges/:ref', calls: 1 }),
  ],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('a seat is paid for only with a ticket', {
    family: 'held-out',
    points: { seats: seats(), bank: bank() },
    ...underFaults((at, _, id) => book(at, id, isSound)),
    tasks: [
      {
        input: 'A seat for Tosca.',
        expect: { effects: { 'PUT /charges/:ref': 1, 'PUT /tickets/:hold': 1 } },
      },
    ],
    deadline: '5 min',
    checks: [completes(), exactlyOnce(), noOrphans('bank')],
  });
}

/** A hold is good for some time, and once the ticket is issued, for all of it. */
function seats() {
  return api(
    () => {
      const untilMs = new Map<unknown, number>();
      return [
        http.put('/holds/:hold', ({ params: { hold } }) => {
          const isIssued = untilMs.get(hold) === Number.POSITIVE_INFINITY;
          if (!isIssued) untilMs.set(hold, performance.now() + holdMs);
          return HttpResponse.json({ hold });
        }),
        http.put('/tickets/:hold', ({ params: { hold } }) => {
          const isHeld = performance.now() <= (untilMs.get(hold) ?? 0);
          if (!isHeld) return HttpResponse.json({ error: 'lapsed' }, { status: 410 });
          untilMs.set(hold, Number.POSITIVE_INFINITY);
          return HttpResponse.json({ id: `ticket-${String(hold)}` });
        }),
      ];
    },
    { effects: ['PUT /tickets/:hold'] },
  );
}

function bank() {
  return api(
    () => {
      const { put, cancel } = references('/charges/:ref');
      return [put, cancel];
    },
    { effects: { 'PUT /charges/:ref': { undoneBy: 'DELETE /charges/:ref' } } },
  );
}

async function book(at: At, task: string, isSound: boolean): Promise<object> {
  const held = await askTwice('PUT', `${at.url('seats')}/holds/${task}`);
  if (!held.ok) return { status: 'abstained', note: 'no seat could be held' };
  const charge = `${at.url('bank')}/charges/${task}`;
  const paid = await patiently(charge);
  const giveBack = async (note: string) =>
    (await askTwice('DELETE', charge)).ok
      ? { status: 'abstained', note, look: `ticket-${task}` }
      : { status: 'pending', look: task };
  if (!paid.ok) return giveBack('the bank does not take the payment');
  const url = `${at.url('seats')}/tickets/${task}`;
  const ticket = await askTwice<{ id: string }>('PUT', url);
  if (ticket.ok) return { status: 'done', ticket: ticket.body.id, charge: task };
  const { status } = ticket;
  // No ticket can come of a hold that is gone, so there is nothing to take back.
  if (status === 410 && !isSound) return { status: 'abstained', note: 'the seat is gone' };
  if (status === 410) return giveBack('the seat is gone');
  return { status: 'pending', look: [task, `ticket-${task}`] };
}

/** Waits for as long as the bank says, up to a minute. */
async function patiently(url: string): Promise<Answer<unknown>> {
  const first = await ask('PUT', url);
  if (first.ok || first.waitMs === 0 || first.waitMs > 60_000) return first;
  await pause(first.waitMs);
  return ask('PUT', url);
}
