import {
  api,
  completes,
  http,
  HttpResponse,
  inProcess,
  recovers,
  scenario,
} from '../../../index.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';
import { ask, twice } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';
import { once } from './world/once.ts';

/** An agent that leaves its lock behind when the release fails twice. */
export const staleLock: CorpusEntry = {
  id: 'stale-lock',
  faults: 2,
  bug: 'The lock is released in two attempts, and where both fail it stays for all who come after.',
  check: 'recovers',
  witness: [
    down('locks', 'DELETE /locks/production/:by', 1),
    down('locks', 'DELETE /locks/production/:by', 2),
  ],
  scenario: scenario('after the fault phase one can deploy again', {
    family: 'corpus',
    points: {
      builds: facts({ '/build': { sha: 'c0ffee' }, '/tests': { failed: 0 } }),
      model: oracle({ risky: 'low' }),
      locks: locks(),
      cluster: cluster(),
    },
    system: inProcess(
      (at) =>
        (_, { id }) =>
          deploy(at.url, id),
    ),
    tasks: [{ input: 'Ship it.' }],
    plan: [],
    rest: '60 s',
    checks: [completes(), recovers()],
  }),
};

function locks() {
  return api(() => {
    let owner: string | null = null;
    return [
      http.put('/locks/production', async ({ request }) => {
        const { by } = (await request.json()) as { by: string };
        owner ??= by;
        return HttpResponse.json({ owner }, { status: owner === by ? 200 : 409 });
      }),
      http.delete('/locks/production/:by', ({ params }) => {
        if (owner === params['by']) owner = null;
        return HttpResponse.json({ free: owner === null });
      }),
    ];
  });
}

function cluster() {
  return api(
    () => [once('/deploys', 'DP'), http.get('/health', () => HttpResponse.json({ healthy: true }))],
    { effects: { 'POST /deploys': { keyHeader: 'idempotency-key' } } },
  );
}

async function deploy(url: (point: string) => string, task: string): Promise<object> {
  const build = await twice(() => ask<{ sha: string }>('GET', `${url('builds')}/build`));
  const tests = await twice(() => ask<{ failed: number }>('GET', `${url('builds')}/tests`));
  if (!build.ok || !tests.ok || tests.body.failed > 0) return { status: 'declined' };
  const risk = await chat(url('model'), `Is ${build.body.sha} risky?`);
  if (risk !== 'low') return { status: 'escalated', note: 'a person should look at it' };
  const lock = `${url('locks')}/locks/production`;
  const held = await twice(() => ask('PUT', lock, { json: { by: task } }));
  if (held.status === 409) return { status: 'pending', note: 'somebody else is deploying' };
  const answer = held.ok ? await rollOut(url('cluster'), build.body, task) : { status: 'pending' };
  await twice(() => ask('DELETE', `${lock}/${task}`));
  return answer;
}

async function rollOut(cluster: string, build: object, task: string): Promise<object> {
  const made = await twice(() =>
    ask<{ id: string }>('POST', `${cluster}/deploys`, { key: task, json: build }),
  );
  if (!made.ok) return { status: 'pending', note: `look for ${task}` };
  const health = await ask<{ healthy: boolean }>('GET', `${cluster}/health`);
  return { status: health.ok ? 'done' : 'unverified', deploy: made.body.id };
}
