import {
  api,
  check,
  completes,
  eventsOf,
  exactlyOnce,
  http,
  HttpResponse,
  notApplicable,
  provider,
  scenario,
  slow,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice } from './world/ask.ts';
import { chat } from './world/chat.ts';
import { references } from './world/references.ts';

const validForMs = 4_000;

/** Transfers money that somebody has approved, with a memo that a model writes. */
export const oldApproval: AgentPair = {
  id: 'old-approval',
  faults: 1,
  bug: 'The approval is looked at before the memo is written, and the money is sent after it.',
  check: 'approved',
  witness: [slow({ ms: 5_000 }).at('model', { call: 'chat', calls: 1 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('money moves while it is approved', {
    family: 'held-out',
    points: {
      approvals: api([http.get('/approvals/:id', () => HttpResponse.json({ validForMs }))]),
      model: provider({ script: [{ reply: 'Rent for May' }] }),
      bank: api(() => [references('/transfers/:ref').put], {
        effects: ['PUT /transfers/:ref'],
      }),
    },
    ...underFaults((at, _, id) => transfer(at, id, isSound)),
    tasks: [{ input: 'Pay the rent.', expect: { effects: { 'PUT /transfers/:ref': 1 } } }],
    checks: [completes(), exactlyOnce('bank'), approved()],
  });
}

/** Every transfer was asked for while an approval that was read was valid. */
function approved() {
  return check('approved', (trace) => {
    const readings = eventsOf(trace, 'call.end').filter(
      ({ point, outcome, status }) =>
        point === 'approvals' && outcome === 'replied' && status === 200,
    );
    const starts = eventsOf(trace, 'call.start');
    const transfers = eventsOf(trace, 'effect').filter(({ point }) => point === 'bank');
    if (transfers.length === 0) return notApplicable('nothing was transferred');
    return transfers.every(({ call }) => {
      const askedMs = starts.find((start) => start.call === call)?.atMs ?? 0;
      return readings.some(({ atMs }) => atMs <= askedMs && askedMs <= atMs + validForMs);
    });
  });
}

async function transfer(at: At, task: string, isSound: boolean): Promise<object> {
  const look = () => askTwice<{ validForMs: number }>('GET', `${at.url('approvals')}/approvals/5`);
  const approval = await look();
  const readAtMs = performance.now();
  if (!approval.ok) return { status: 'awaiting approval' };
  const memo = (await chat(at.url('model'), 'A memo for the rent of May.')) ?? 'Rent';
  const isOver = performance.now() - readAtMs > approval.body.validForMs;
  if (isSound && isOver && !(await look()).ok) return { status: 'awaiting approval' };
  const sent = await ask('PUT', `${at.url('bank')}/transfers/${task}`, { json: { memo } });
  return sent.ok ? { status: 'done', transfer: task } : { status: 'pending', look: task };
}
