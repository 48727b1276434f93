import { api, completes, honest, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';
import { ask, pause, twice } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';
import { once } from './world/once.ts';

/** An agent that takes its own unreleased claim for a page that was sent. */
export const claimedNotSent: CorpusEntry = {
  id: 'claimed-not-sent',
  faults: 2,
  bug: 'A claim that could not be let go after a failed page reads, next round, as a page sent.',
  check: 'honest',
  witness: [down('pager', 'POST /pages'), down('claims', 'DELETE /claims/:alert')],
  scenario: scenario('somebody is paged, or the answer says that nobody was', {
    family: 'corpus',
    points: {
      alerts: facts({
        '/alert': { id: 'A9', service: 'checkout', errors: 412 },
        '/runbook': { first: 'restart the workers' },
        '/oncall': { who: 'Kim' },
      }),
      model: oracle({ severe: 'page' }),
      claims: claims(),
      pager: pager(),
      timeline: api([http.post('/entries', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at) => respond(at.url)),
    tasks: [{ input: 'Alert A9 fired.', expect: { effects: { 'POST /pages': 1 } } }],
    checks: [completes(), honest()],
  }),
};

/** Whoever claims first holds it until it is let go. */
function claims() {
  return api(() => {
    const holders = new Map<string, string>();
    return [
      http.put('/claims/:alert', async ({ params, request }) => {
        const { by } = (await request.json()) as { by: string };
        const alert = String(params['alert']);
        const holder = holders.get(alert) ?? by;
        holders.set(alert, holder);
        return HttpResponse.json({ holder }, { status: holder === by ? 200 : 409 });
      }),
      http.delete('/claims/:alert', ({ params }) => {
        holders.delete(String(params['alert']));
        return HttpResponse.json({ free: true });
      }),
    ];
  });
}

function pager() {
  return api(() => [once('/pages', 'PG')], {
    effects: { 'POST /pages': { keyHeader: 'idempotency-key' } },
  });
}

async function respond(url: (point: string) => string): Promise<object> {
  const alert = await twice(() => ask<{ id: string }>('GET', `${url('alerts')}/alert`));
  if (!alert.ok) return { status: 'abstained', note: 'the alert cannot be read' };
  const runbook = await ask('GET', `${url('alerts')}/runbook`);
  const verdict = await chat(url('model'), `How severe is it? ${JSON.stringify(alert.body)}`);
  if (verdict !== null && verdict !== 'page') return { status: 'done', paged: false };
  const oncall = await twice(() => ask<{ who: string }>('GET', `${url('alerts')}/oncall`));
  const who = oncall.ok ? oncall.body.who : 'the duty manager';
  const how = await page(url, alert.body.id, who);
  await ask('POST', `${url('timeline')}/entries`, { json: { how } });
  if (how === 'nobody') return { status: 'escalated', note: `nobody could be paged for A9` };
  return { status: 'done', paged: how, runbook: runbook.body };
}

async function page(url: (point: string) => string, alert: string, who: string): Promise<string> {
  for (let round = 1; round <= 2; round += 1) {
    const place = `${url('claims')}/claims/${alert}`;
    const claim = await ask('PUT', place, { json: { by: crypto.randomUUID() } });
    if (claim.status === 409) return 'by another responder';
    if (claim.ok) {
      const sent = await ask('POST', `${url('pager')}/pages`, { key: alert, json: { who } });
      if (sent.ok) return who;
    }
    await ask('DELETE', place);
    await pause(2_000);
  }
  return 'nobody';
}
