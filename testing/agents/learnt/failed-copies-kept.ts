import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Keeps three snapshots, whatever is in them. */
export const failedCopiesKept: CorpusEntry = {
  id: 'failed-copies-kept',
  faults: 2,
  bug: 'Snapshots that broke off count among those to keep, and two of them push out the good ones.',
  check: 'two-good-copies',
  witness: [
    down('vault', 'PUT /snapshots/:id/data', 1),
    down('vault', 'PUT /snapshots/:id/data', 2),
  ],
  scenario: scenario('each night leaves two good copies at least', {
    family: 'learnt',
    points: {
      base: facts({ '/tables': { rows: 81_000 }, '/retention': { keep: 3 } }),
      vault: vault(),
      model: oracle({ Report: 'The copy of the night is there.' }),
      mail: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at) => backUp(at.url)),
    tasks: [{ input: 'Back up the database.' }, { input: 'And the night after.' }],
    checks: [completes(), twoGoodCopies()],
  }),
};

const earlier: readonly string[] = ['sn-1', 'sn-2', 'sn-3'];

/** A snapshot is listed from when it is begun, and is good once its data is there. */
function vault() {
  return api(
    () => {
      let ids = [...earlier];
      let begun = earlier.length;
      return [
        http.post('/snapshots', () => {
          begun += 1;
          ids.push(`sn-${begun}`);
          return HttpResponse.json({ id: `sn-${begun}` });
        }),
        http.put('/snapshots/:id/data', ({ params }) => HttpResponse.json({ id: params['id'] })),
        http.get('/snapshots', () => HttpResponse.json({ ids })),
        http.delete('/snapshots/:id', ({ params }) => {
          ids = ids.filter((id) => id !== params['id']);
          return HttpResponse.json({ id: params['id'] });
        }),
      ];
    },
    { effects: ['PUT /snapshots/:id/data', 'DELETE /snapshots/:id'] },
  );
}

function twoGoodCopies() {
  return check('two-good-copies', (trace) => {
    const good = new Set(earlier);
    for (const { does, id, seq } of eventsOf(trace, 'effect')) {
      if (does.startsWith('PUT')) good.add(id);
      else good.delete(id);
      if (good.size < 2) return failed('one good copy is left', [seq], 'two-good-copies: one');
    }
    return passed;
  });
}

async function backUp(url: (point: string) => string): Promise<object> {
  const tables = await twice(() => ask<{ rows: number }>('GET', `${url('base')}/tables`));
  if (!tables.ok) return { status: 'abstained', note: 'there is nothing to copy' };
  const made = await copy(`${url('vault')}/snapshots`, tables.body.rows);
  if (made === null) return { status: 'pending', note: 'there is no copy of this night' };
  const left = await prune(`${url('vault')}/snapshots`, `${url('base')}/retention`);
  const text = await chat(url('model'), `Report on ${made}.`);
  const json = { text: text ?? `The copy of the night is ${made}.` };
  const told = await twice(() => ask('POST', `${url('mail')}/messages`, { json }));
  return { status: told.ok && left.length === 0 ? 'done' : 'partial', made, left };
}

/** The id of a whole snapshot, begun anew up to three times. */
async function copy(place: string, rows: number): Promise<string | null> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const begun = await ask<{ id: string }>('POST', place);
    if (!begun.ok) continue;
    const whole = await ask('PUT', `${place}/${begun.body.id}/data`, { json: { rows } });
    if (whole.ok) return begun.body.id;
  }
  return null;
}

/** Deletes the oldest beyond those to keep; says what it could not do. */
async function prune(place: string, rules: string): Promise<readonly string[]> {
  const retention = await twice(() => ask<{ keep: number }>('GET', rules));
  const list = await twice(() => ask<{ ids: readonly string[] }>('GET', place));
  if (!retention.ok || !list.ok) return ['the old ones'];
  const left: string[] = [];
  for (const id of list.body.ids.slice(0, -retention.body.keep)) {
    const gone = await twice(() => ask('DELETE', `${place}/${id}`));
    if (!gone.ok) left.push(id);
  }
  return left;
}
