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
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Begins a new upload where the old one does not go on. */
export const resumedUpload: CorpusEntry = {
  id: 'resumed-upload',
  faults: 2,
  bug: 'A new upload, after a part failed twice, goes on with that part, and lacks those before it.',
  check: 'whole',
  witness: [
    down('archive', 'PUT /uploads/:id/parts/:n', 3),
    down('archive', 'PUT /uploads/:id/parts/:n', 4),
  ],
  scenario: scenario('a scan in the archive has all its parts', {
    family: 'learnt',
    points: {
      ward: facts({ '/scan': { of: 'knee', parts: 4 }, '/patient': { number: 8_114 } }),
      model: oracle({ label: 'knee, left' }),
      archive: archive(),
      worklist: api([http.put('/scans/:id', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at) => file(at.url)),
    tasks: [{ input: 'File the scan.' }],
    checks: [completes(), whole()],
  }),
};

/** It puts together what parts there are. */
function archive() {
  return api(
    () => [
      http.post('/uploads', () => HttpResponse.json({ upload: nonce('UP') })),
      http.put('/uploads/:id/parts/:n', ({ params }) =>
        HttpResponse.json({ id: `${String(params['id'])}/${String(params['n'])}` }),
      ),
      http.put('/uploads/:id/end', ({ params }) => HttpResponse.json({ id: params['id'] })),
    ],
    { effects: ['PUT /uploads/:id/parts/:n', 'PUT /uploads/:id/end'] },
  );
}

function whole() {
  return check('whole', (trace) => {
    const effects = eventsOf(trace, 'effect');
    for (const { does, id, seq } of effects) {
      if (does !== 'PUT /uploads/:id/end') continue;
      const lacks = [1, 2, 3, 4].find((n) => !effects.some((one) => one.id === `${id}/${n}`));
      if (lacks) return failed(`part ${lacks} is not in the scan`, [seq], 'whole: not');
    }
    return passed;
  });
}

async function file(url: (point: string) => string): Promise<object> {
  const scan = await twice(() => ask<{ parts: number }>('GET', `${url('ward')}/scan`));
  const patient = await twice(() => ask<{ number: number }>('GET', `${url('ward')}/patient`));
  if (!scan.ok || !patient.ok) return { status: 'abstained', note: 'there is nothing to file' };
  const label = await chat(url('model'), `A label for ${JSON.stringify(scan.body)}`);
  const id = await upload(`${url('archive')}/uploads`, scan.body.parts, label);
  if (id === null) return { status: 'partial', note: 'the scan is not in the archive' };
  const json = { id, label };
  const place = `${url('worklist')}/scans/${patient.body.number}`;
  const kept = await twice(() => ask('PUT', place, { json }));
  return { status: kept.ok && label !== null ? 'done' : 'partial', ...json };
}

/** The id of the upload; null where it did not come to an end. */
async function upload(place: string, parts: number, label: string | null): Promise<string | null> {
  const begin = async (): Promise<string | null> => {
    const came = await twice(() => ask<{ upload: string }>('POST', place, { json: { label } }));
    return came.ok ? came.body.upload : null;
  };
  let id = await begin();
  let begun = 1;
  let n = 1;
  while (id !== null && n <= parts) {
    const part: string = `${place}/${id}/parts/${n}`;
    if ((await twice(() => ask('PUT', part, { json: { n } }))).ok) n += 1;
    else if (begun === 2) return null;
    else {
      id = await begin();
      begun += 1;
    }
  }
  if (id === null) return null;
  const end = `${place}/${id}/end`;
  return (await twice(() => ask('PUT', end, { json: { parts } }))).ok ? id : null;
}
