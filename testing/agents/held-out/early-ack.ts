import {
  api,
  completes,
  exactlyOnce,
  honest,
  http,
  HttpResponse,
  refuse,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice } from './world/ask.ts';
import { references } from './world/references.ts';

const jobs = ['inv-1', 'inv-2', 'inv-3'];

/** Works a queue until it is empty. */
export const earlyAck: AgentPair = {
  id: 'early-ack',
  faults: 1,
  bug: 'A job is taken off the queue as it is read, so that one which fails does not come again.',
  check: 'honest',
  witness: [refuse({ status: 500 }).at('billing', { call: 'PUT /invoices/:ref', calls: 2 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('a queue that is called empty was worked', {
    family: 'held-out',
    points: {
      queue: queue(),
      billing: api(() => [references('/invoices/:ref').put], { effects: ['PUT /invoices/:ref'] }),
    },
    ...underFaults((at) => work(at, isSound)),
    tasks: [
      { input: 'Write all invoices.', expect: { effects: { 'PUT /invoices/:ref': jobs.length } } },
    ],
    checks: [completes(), exactlyOnce('billing'), honest()],
  });
}

/** Gives the job that waits longest; each time that one is read, it goes to the end. */
function queue() {
  return api(() => {
    let waiting = [...jobs];
    return [
      http.get('/next', () => {
        const job = waiting.shift();
        if (job !== undefined) waiting.push(job);
        return HttpResponse.json({ job: job ?? null });
      }),
      http.delete('/jobs/:id', ({ params }) => {
        waiting = waiting.filter((job) => job !== params['id']);
        return HttpResponse.json({ acknowledged: true });
      }),
    ];
  });
}

async function work(at: At, isSound: boolean): Promise<object> {
  for (let read = 0; read < 8; read += 1) {
    const next = await askTwice<{ job: string | null }>('GET', `${at.url('queue')}/next`);
    if (!next.ok) return { status: 'partial', note: 'the queue cannot be read' };
    const { job } = next.body;
    if (job === null) return { status: 'done' };
    const acknowledge = () => askTwice('DELETE', `${at.url('queue')}/jobs/${job}`);
    const write = () => ask('PUT', `${at.url('billing')}/invoices/${job}`);
    const steps = isSound ? [write, acknowledge] : [acknowledge, write];
    for (const step of steps) if (!(await step()).ok) break;
  }
  return { status: 'partial', note: 'some jobs are left for the next time' };
}
