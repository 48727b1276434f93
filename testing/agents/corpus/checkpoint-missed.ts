import { api, completes, exactlyOnce, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { ask, twice } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';
import { once } from './world/once.ts';

/** An agent that resumes from a checkpoint that was not written, and pays again. */
export const checkpointMissed: CorpusEntry = {
  id: 'checkpoint-missed',
  faults: 2,
  bug: 'A checkpoint that failed is left to the next; a step that fails before it pays anew.',
  check: 'exactly-once',
  witness: [down('progress', 'PUT /progress'), down('invoices', 'GET /invoices/:n', 2)],
  scenario: scenario('each invoice is paid once', {
    family: 'corpus',
    points: {
      invoices: api([
        http.get('/invoices', () => HttpResponse.json({ open: [1, 2, 3] })),
        http.get('/invoices/:n', ({ params }) =>
          HttpResponse.json({ n: Number(params['n']), cents: 900, to: 'Bo' }),
        ),
      ]),
      model: oracle({ plausible: 'yes' }),
      progress: progress(),
      bank: bank(),
    },
    ...underFaults((at, _, id) => payAll(at.url, id)),
    tasks: [{ input: 'Pay what is open.', expect: { effects: { 'POST /payments': 3 } } }],
    checks: [completes({ within: '55 s' }), exactlyOnce('bank')],
  }),
};

function progress() {
  return api(() => {
    let paid: readonly number[] = [];
    return [
      http.get('/progress', () => HttpResponse.json({ paid })),
      http.put('/progress', async ({ request }) => {
        ({ paid } = (await request.json()) as { paid: readonly number[] });
        return HttpResponse.json({ paid });
      }),
    ];
  });
}

function bank() {
  return api(() => [once('/payments', 'PY')], {
    effects: { 'POST /payments': { keyHeader: 'idempotency-key' } },
  });
}

async function payAll(url: (point: string) => string, task: string): Promise<object> {
  for (let run = 1; run <= 2; run += 1) {
    const sofar = await twice(() =>
      ask<{ paid: readonly number[] }>('GET', `${url('progress')}/progress`),
    );
    if (!sofar.ok) return { status: 'pending', note: 'what was paid is not known' };
    const paid = [...sofar.body.paid];
    if (await payRest(url, paid, `${task}-run${run}`)) return { status: 'done', paid };
  }
  return { status: 'pending', note: 'somebody should go through the payments' };
}

/** Pays what is left; false where a step failed and the job should be taken up again. */
async function payRest(
  url: (point: string) => string,
  paid: number[],
  run: string,
): Promise<boolean> {
  const list = await ask<{ open: readonly number[] }>('GET', `${url('invoices')}/invoices`);
  if (!list.ok) return false;
  for (const n of list.body.open.filter((it) => !paid.includes(it))) {
    const invoice = await ask<object>('GET', `${url('invoices')}/invoices/${n}`);
    if (!invoice.ok) return false;
    const opinion = await chat(url('model'), `Is it plausible? ${JSON.stringify(invoice.body)}`);
    if (opinion !== 'yes') return false;
    const carried = { key: `${run}-${n}`, json: invoice.body };
    const made = await twice(() => ask('POST', `${url('bank')}/payments`, carried));
    if (!made.ok) return false;
    paid.push(n);
    // Each record holds all of them, so the next one makes up for one that is lost.
    await ask('PUT', `${url('progress')}/progress`, { json: { paid } });
  }
  return true;
}
