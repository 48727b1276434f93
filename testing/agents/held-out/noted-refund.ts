import {
  api,
  check,
  completes,
  eventsOf,
  exactlyOnce,
  http,
  HttpResponse,
  notApplicable,
  refuse,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice } from './world/ask.ts';
import { references } from './world/references.ts';

/** Refunds orders, and answers from its memory what it has done. */
export const notedRefund: AgentPair = {
  id: 'noted-refund',
  faults: 1,
  bug: 'The memory is told of a refund before the bank is, and keeps it where the bank says no.',
  check: 'told-what-is',
  witness: [refuse({ status: 422 }).at('bank', { call: 'PUT /refunds/:ref', calls: 1 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('who asks for a refund hears of one that was made', {
    family: 'held-out',
    points: {
      memory: memory(),
      bank: api(
        () => {
          const { put } = references('/refunds/:ref');
          return [put];
        },
        { effects: ['PUT /refunds/:ref'] },
      ),
    },
    ...underFaults((at, input) => serve(at, input as Wanted, isSound)),
    tasks: [
      { input: { refund: 'order-7' }, expect: { effects: { 'PUT /refunds/:ref': 1 } } },
      { input: { ask: 'order-7' }, expect: { effects: {} } },
    ],
    checks: [completes(), exactlyOnce('bank'), toldWhatIs()],
  });
}

/** An answer that speaks of a refund as made speaks of one that was. */
function toldWhatIs() {
  return check('told-what-is', (trace) => {
    const ends = eventsOf(trace, 'task.end');
    const told = ends.filter(
      ({ ending }) =>
        ending.how === 'answered' && (ending.answer as { refunded?: boolean }).refunded === true,
    );
    if (told.length === 0) return notApplicable('no answer speaks of a refund as made');
    const made = eventsOf(trace, 'effect').filter(({ point }) => point === 'bank');
    return told.every(({ seq }) => made.some((effect) => effect.seq < seq));
  });
}

function memory() {
  return api(() => {
    const notes = new Map<unknown, unknown>();
    return [
      http.get('/notes/:about', ({ params: { about } }) => {
        const isKnown = notes.has(about);
        return HttpResponse.json(isKnown ? { note: notes.get(about) } : {}, {
          status: isKnown ? 200 : 404,
        });
      }),
      http.put('/notes/:about', async ({ params: { about }, request }) => {
        notes.set(about, await request.json());
        return HttpResponse.json({ kept: true });
      }),
    ];
  });
}

interface Wanted {
  readonly refund?: string;
  readonly ask?: string;
}

async function serve(at: At, wanted: Wanted, isSound: boolean): Promise<object> {
  const order = wanted.refund ?? wanted.ask ?? '';
  const place = `${at.url('memory')}/notes/${order}`;
  if (wanted.refund === undefined) {
    const note = await askTwice('GET', place);
    if (note.ok) return { status: 'done', order, refunded: true };
    return { status: 'unknown', order, note: 'there is no record of a refund' };
  }
  const remember = () => askTwice('PUT', place, { json: { refunded: order } });
  const noted = isSound || (await remember()).ok;
  if (!noted) return { status: 'abstained', note: 'nothing is done that is not noted' };
  const refund = await ask('PUT', `${at.url('bank')}/refunds/${order}`);
  if (!refund.ok) return { status: 'pending', note: `the refund of ${order} has to be looked at` };
  const isKept = !isSound || (await remember()).ok;
  return { status: isKept ? 'done' : 'partial', order, refunded: true };
}
