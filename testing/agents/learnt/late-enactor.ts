import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  hang,
  http,
  HttpResponse,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, pause, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Is overtaken by the next plan and goes on with its own. */
export const lateEnactor: CorpusEntry = {
  id: 'late-enactor',
  faults: 2,
  bug: 'That a plan is the newest is seen to before it is enacted, not before each of its endpoints.',
  check: 'newest-stands',
  witness: [1, 3].map((nth) =>
    hang({ acts: false }).at('edge', { call: 'PUT /endpoints/:name', calls: nth }),
  ),
  scenario: scenario('no endpoint goes back to an older plan', {
    family: 'learnt',
    points: {
      meters: facts({ '/load': { east: 410, west: 380 } }),
      model: oracle({ Balance: 'east 55, west 45' }),
      plans: plans(),
      edge: api(
        [http.put('/endpoints/:name', ({ params }) => HttpResponse.json({ id: params['name'] }))],
        { effects: ['PUT /endpoints/:name'] },
      ),
    },
    ...underFaults((at) => steer(at.url)),
    tasks: [{ input: 'Balance the load for the next two rounds.' }],
    checks: [completes(), newestStands()],
  }),
};

function plans() {
  return api(() => {
    let newest = 0;
    return [
      http.put('/plans/:n', ({ params }) => {
        newest = Math.max(newest, Number(params['n']));
        return HttpResponse.json({ newest });
      }),
      http.get('/newest', () => HttpResponse.json({ newest })),
    ];
  });
}

function newestStands() {
  return check('newest-stands', (trace) => {
    const planned = new Map(
      eventsOf(trace, 'call.start').map(({ call, input }) => [
        call,
        (input as { n?: number } | null)?.n ?? 0,
      ]),
    );
    const stands = new Map<string, number>();
    for (const { id, call, seq } of eventsOf(trace, 'effect')) {
      const n = planned.get(call) ?? 0;
      if (n < (stands.get(id) ?? 0)) {
        return failed(`${id} goes back to plan ${n}`, [seq], 'newest-stands: goes back');
      }
      stands.set(id, n);
    }
    return passed;
  });
}

interface Planned {
  readonly n: number;
  readonly weights: string;
}

const betweenRoundsMs = 8_000;

/** A plan each round; an enactor of its own brings it out, so that the next need not wait. */
async function steer(url: (point: string) => string): Promise<object> {
  const enacted: Promise<readonly string[]>[] = [];
  const missing: string[] = [];
  for (const n of [1, 2]) {
    if (n > 1) await pause(betweenRoundsMs);
    const load = await twice(() => ask('GET', `${url('meters')}/load`));
    const question = `Balance ${JSON.stringify(load.body)}`;
    const weights = load.ok ? await chat(url('model'), question) : null;
    if (weights === null) missing.push(`plan ${n}`);
    else enacted.push(enact(url, { n, weights }));
  }
  missing.push(...(await Promise.all(enacted)).flat());
  return { status: missing.length > 0 ? 'partial' : 'done', missing };
}

/** Brings a plan to all endpoints, unless there is a newer one; says which it did not reach. */
async function enact(url: (point: string) => string, plan: Planned): Promise<readonly string[]> {
  const kept = await twice(() => ask('PUT', `${url('plans')}/plans/${plan.n}`, { json: plan }));
  const last = await twice(() => ask<{ newest: number }>('GET', `${url('plans')}/newest`));
  if (!kept.ok || !last.ok) return [`plan ${plan.n}`];
  if (last.body.newest > plan.n) return [];
  const missing: string[] = [];
  for (const name of ['web', 'search', 'images']) {
    const put = await twice(() => ask('PUT', `${url('edge')}/endpoints/${name}`, { json: plan }));
    if (!put.ok) missing.push(`${name} of plan ${plan.n}`);
  }
  return missing;
}
