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
  silentNoOp,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { kinds } from '../corpus/kinds.ts';
import { ask, twice } from '../corpus/world/ask.ts';

const confirmed = silentNoOp({ says: 'ok' });
const files = ['may.csv', 'june.csv', 'july.csv'] as const;

/** Copies a file, looks whether the copy is there, and deletes the file. */
export const unverifiedDelete: CorpusEntry = {
  id: 'unverified-delete',
  faults: 2,
  bug: 'A file is deleted on the word of the archive where its copy cannot be looked at.',
  check: 'nothing-lost',
  kinds: [confirmed, ...kinds],
  witness: [
    confirmed.at('archive', { call: 'PUT /files/:name', calls: 2 }),
    down('archive', 'GET /files/:name', 2),
  ],
  scenario: scenario('a file that is deleted is in the archive', {
    family: 'learnt',
    points: { disk: disk(), archive: archive() },
    ...underFaults((at) => archiveAll(at.url)),
    tasks: [{ input: 'Move the old files to the archive.' }],
    checks: [completes(), nothingLost()],
  }),
};

function disk() {
  return api(
    [
      http.get('/files', () => HttpResponse.json({ names: files })),
      http.delete('/files/:name', ({ params }) => HttpResponse.json({ id: params['name'] })),
    ],
    { effects: ['DELETE /files/:name'] },
  );
}

function archive() {
  return api(
    () => {
      const held = new Set<string>();
      return [
        http.put('/files/:name', ({ params }) => {
          held.add(String(params['name']));
          return HttpResponse.json({ id: params['name'] });
        }),
        http.get('/files/:name', ({ params }) =>
          HttpResponse.json({ isThere: held.has(String(params['name'])) }),
        ),
      ];
    },
    { effects: ['PUT /files/:name'] },
  );
}

function nothingLost() {
  return check('nothing-lost', (trace) => {
    const copied = new Set<string>();
    for (const { point, id, seq } of eventsOf(trace, 'effect')) {
      if (point === 'archive') copied.add(id);
      else if (!copied.has(id)) return failed(`${id} is lost`, [seq], 'nothing-lost: lost');
    }
    return passed;
  });
}

async function archiveAll(url: (point: string) => string): Promise<object> {
  const list = await twice(() => ask<{ names?: readonly string[] }>('GET', `${url('disk')}/files`));
  const names = list.ok ? list.body.names : undefined;
  if (names === undefined) return { status: 'abstained', note: 'the files are not known' };
  const left: string[] = [];
  for (const name of names) {
    const isCopied = await copy(`${url('archive')}/files/${name}`);
    const gone = isCopied && (await ask('DELETE', `${url('disk')}/files/${name}`)).ok;
    if (!gone) left.push(name);
  }
  return { status: left.length > 0 ? 'partial' : 'done', left };
}

/** The archive has confirmed writes before that it did not make. */
async function copy(place: string): Promise<boolean> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const written = await twice(() => ask('PUT', place, { json: { from: 'disk' } }));
    if (!written.ok) return false;
    const seen = await ask<{ isThere?: boolean }>('GET', place);
    if (!seen.ok || seen.body.isThere === true) return true;
  }
  return false;
}
