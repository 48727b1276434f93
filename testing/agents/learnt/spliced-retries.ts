import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Takes away from a list what it is going through. */
export const splicedRetries: CorpusEntry = {
  id: 'spliced-retries',
  faults: 2,
  bug: 'The list of what to read again is spliced as it is walked, which skips every second one.',
  check: 'right',
  witness: [down('archive', 'GET /reports/:region', 2), down('archive', 'GET /reports/:region', 4)],
  scenario: scenario('a summary is of all regions, or names those that it lacks', {
    family: 'learnt',
    points: {
      archive: archive(),
      model: oracle({ Summarise: 'A good quarter.' }),
      board: api([http.put('/summaries/:quarter', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at) => summarise(at.url)),
    tasks: [{ input: 'How was the quarter?', expect: { answer: { sold: 1_500 } } }],
    checks: [completes(), right],
  }),
};

interface Report {
  readonly region: string;
  readonly sold: number;
}

const sold: Readonly<Record<string, number>> = {
  north: 300,
  east: 420,
  south: 180,
  west: 350,
  online: 250,
};

function archive() {
  return api([
    http.get('/regions', () => HttpResponse.json({ names: Object.keys(sold) })),
    http.get('/reports/:region', ({ params }) => {
      const region = String(params['region']);
      return HttpResponse.json({ region, sold: sold[region] });
    }),
  ]);
}

async function summarise(url: (point: string) => string): Promise<object> {
  const regions = await twice(() =>
    ask<{ names: readonly string[] }>('GET', `${url('archive')}/regions`),
  );
  if (!regions.ok) return { status: 'abstained', note: 'the regions are not known' };
  const { reports, missing } = await readAll(`${url('archive')}/reports`, regions.body.names);
  const total = reports.reduce((sum, report) => sum + report.sold, 0);
  const text = await chat(url('model'), `Summarise ${JSON.stringify({ reports, missing })}`);
  const json = { text, total, missing };
  const kept = await twice(() => ask('PUT', `${url('board')}/summaries/q1`, { json }));
  const whole = missing.length === 0 && text !== null && kept.ok;
  return { status: whole ? 'done' : 'partial', sold: total, text, missing };
}

async function readAll(place: string, regions: readonly string[]) {
  const reports: Report[] = [];
  const missing: string[] = [];
  const again: string[] = [];
  for (const region of regions) {
    const came = await ask<Report>('GET', `${place}/${region}`);
    if (came.ok) reports.push(came.body);
    else again.push(region);
  }
  for (const region of again) {
    again.splice(again.indexOf(region), 1);
    const came = await ask<Report>('GET', `${place}/${region}`);
    if (came.ok) reports.push(came.body);
    else missing.push(region);
  }
  return { reports, missing };
}
