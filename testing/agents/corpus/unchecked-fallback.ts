import { api, completes, exactlyOnce, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';
import { ask, twice } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';

/** An agent that reads its fallback without a look at the status. */
export const uncheckedFallback: CorpusEntry = {
  id: 'unchecked-fallback',
  faults: 2,
  bug: 'The fallback is read without a look at its status, so its error means that none is used.',
  check: 'exactly-once',
  witness: [down('cluster', 'GET /mounts'), down('inventory', 'GET /mounts')],
  scenario: scenario('only what nothing uses is deleted', {
    family: 'corpus',
    points: {
      cluster: facts({ '/mounts': { mounts: ['v1', 'v3', 'v4'] } }),
      inventory: facts({ '/mounts': { mounts: ['v1', 'v3', 'v4'] } }),
      model: oracle({ Report: 'Two volumes went.' }),
      disks: disks(),
    },
    ...underFaults((at) => sweep(at.url)),
    tasks: [{ input: 'Clear up the disks.', expect: { effects: { 'DELETE /volumes/:id': 2 } } }],
    checks: [completes(), exactlyOnce('disks')],
  }),
};

function disks() {
  return api(
    [
      http.get('/volumes', () => HttpResponse.json({ ids: ['v1', 'v2', 'v3', 'v4', 'v5'] })),
      http.get('/quota', () => HttpResponse.json({ usedGb: 410, ofGb: 500 })),
      http.delete('/volumes/:id', ({ params }) => HttpResponse.json({ id: String(params['id']) })),
    ],
    { effects: ['DELETE /volumes/:id'] },
  );
}

async function sweep(url: (point: string) => string): Promise<object> {
  const before = await ask('GET', `${url('disks')}/quota`);
  const mounted = await mounts(url);
  if (mounted === null) return { status: 'abstained', note: 'what is in use is not known' };
  const all = await twice(() => ask<{ ids: readonly string[] }>('GET', `${url('disks')}/volumes`));
  if (!all.ok) return { status: 'abstained', note: 'the volumes are not known' };
  const gone: string[] = [];
  const left: string[] = [];
  for (const id of all.body.ids.filter((it) => !mounted.includes(it))) {
    const deleted = await twice(() => ask('DELETE', `${url('disks')}/volumes/${id}`));
    (deleted.ok ? gone : left).push(id);
  }
  const after = await ask('GET', `${url('disks')}/quota`);
  const text = await chat(url('model'), `Report: ${JSON.stringify([before.body, after.body])}`);
  return { status: left.length > 0 ? 'partial' : 'done', gone, left, text };
}

async function mounts(url: (point: string) => string): Promise<readonly string[] | null> {
  const live = await ask<{ mounts: readonly string[] }>('GET', `${url('cluster')}/mounts`);
  if (live.ok) return live.body.mounts;
  try {
    const signal = AbortSignal.timeout(5_000);
    const reply = await fetch(`${url('inventory')}/mounts`, { signal });
    return ((await reply.json()) as { mounts?: readonly string[] }).mounts ?? [];
  } catch {
    return null;
  }
}
