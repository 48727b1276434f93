import { api, completes, exactlyOnce, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { ask, twice } from './world/ask.ts';
import { once } from './world/once.ts';

/** An agent that repeats a job when both its mark and its ack are lost. */
export const markerAndAck: CorpusEntry = {
  id: 'marker-and-ack',
  faults: 2,
  bug: 'Neither mark nor ack of a job must succeed, and with neither it comes and is done again.',
  check: 'exactly-once',
  witness: [down('marks', 'PUT /marks/:id'), down('queue', 'POST /acks/:id')],
  scenario: scenario('a job of the queue is done once', {
    family: 'corpus',
    points: { queue: queue(), marks: marks(), shop: shop() },
    ...underFaults((at) => work(at.url)),
    tasks: [{ input: 'Work off the queue.', expect: { effects: { 'POST /orders': 2 } } }],
    checks: [completes({ within: '55 s' }), exactlyOnce('shop')],
  }),
};

interface Job {
  readonly id: string;
  readonly sku: string;
}

/** At least once: a job is handed out until it is acked. */
function queue() {
  return api(() => {
    const jobs: Job[] = [
      { id: 'j1', sku: 'K2' },
      { id: 'j2', sku: 'T7' },
    ];
    return [
      http.get('/next', () => HttpResponse.json({ job: jobs[0] ?? null })),
      http.post('/acks/:id', ({ params }) => {
        const at = jobs.findIndex(({ id }) => id === params['id']);
        if (at >= 0) jobs.splice(at, 1);
        return HttpResponse.json({ left: jobs.length });
      }),
    ];
  });
}

function marks() {
  return api(() => {
    const done = new Set<string>();
    return [
      http.get('/marks/:id', ({ params }) =>
        HttpResponse.json({ done: done.has(String(params['id'])) }),
      ),
      http.put('/marks/:id', ({ params }) => {
        done.add(String(params['id']));
        return HttpResponse.json({ done: true });
      }),
    ];
  });
}

function shop() {
  return api(() => [once('/orders', 'OR')], {
    effects: { 'POST /orders': { keyHeader: 'idempotency-key' } },
  });
}

async function work(url: (point: string) => string): Promise<object> {
  const ordered = new Set<string>();
  for (let pull = 1; pull <= 6; pull += 1) {
    const next = await twice(() => ask<{ job: Job | null }>('GET', `${url('queue')}/next`));
    if (!next.ok) return { status: 'partial', ordered: [...ordered], note: 'the queue is away' };
    const { job } = next.body;
    if (job === null) return { status: 'done', ordered: [...ordered] };
    const mark = await twice(() =>
      ask<{ done: boolean }>('GET', `${url('marks')}/marks/${job.id}`),
    );
    if (!mark.ok) return { status: 'pending', note: `it is not known whether ${job.id} is done` };
    if (!mark.body.done) {
      const carried = { key: crypto.randomUUID(), json: { sku: job.sku } };
      const made = await twice(() => ask('POST', `${url('shop')}/orders`, carried));
      if (!made.ok) return { status: 'pending', note: `look for ${carried.key}` };
      ordered.add(job.id);
      // If it is lost, there is still the ack; if that is, there is the mark.
      await ask('PUT', `${url('marks')}/marks/${job.id}`);
    }
    await ask('POST', `${url('queue')}/acks/${job.id}`);
  }
  return { status: 'partial', ordered: [...ordered], note: 'the queue does not get shorter' };
}
