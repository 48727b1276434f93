import {
  api,
  completes,
  delay,
  exactlyOnce,
  http,
  HttpResponse,
  nonce,
  scenario,
  slow,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice, pause, type Answer } from './world/ask.ts';

/** Has a report made, which takes its time, and shares it. */
export const blindRestart: AgentPair = {
  id: 'blind-restart',
  faults: 1,
  bug: 'A report that takes longer than the client waits is ordered anew, while the first is being made.',
  check: 'exactly-once',
  witness: [slow({ ms: 5_000 }).at('reports', { call: 'POST /reports', calls: 1 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('one report is made for one order', {
    family: 'held-out',
    points: { reports: reports(), drive: drive() },
    ...underFaults((at, _, id) => report(at, id, isSound)),
    tasks: [
      {
        input: 'Share the report of May with Kim.',
        expect: { effects: { 'POST /reports': 1, 'PUT /shares/:name': 1 } },
      },
    ],
    checks: [completes(), exactlyOnce()],
  });
}

interface Made {
  readonly id: string;
}

function reports() {
  return api(
    () => {
      const made = new Map<string, string>();
      return [
        http.post('/reports', async ({ request }) => {
          const { order } = (await request.json()) as { order: string };
          await delay(4_000);
          const id = nonce('REP');
          made.set(order, id);
          return HttpResponse.json({ id });
        }),
        http.get('/reports/:order', ({ params }) => {
          const id = made.get(String(params['order']));
          return HttpResponse.json({ id }, { status: id === undefined ? 404 : 200 });
        }),
      ];
    },
    { effects: { 'POST /reports': { keyHeader: null } } },
  );
}

function drive() {
  return api(
    [
      http.put('/shares/:name', ({ params }) =>
        HttpResponse.json({ id: `share-${String(params['name'])}` }),
      ),
    ],
    { effects: ['PUT /shares/:name'] },
  );
}

async function report(at: At, task: string, isSound: boolean): Promise<object> {
  const url = `${at.url('reports')}/reports`;
  const found = await ask<Made>('GET', `${url}/${task}`);
  const made = found.ok ? found : await order(url, task, isSound);
  if (!made.ok) return { status: 'pending', note: `report ${task} may still come` };
  const { id } = made.body;
  const shared = await askTwice('PUT', `${at.url('drive')}/shares/Kim`, { json: { report: id } });
  return { status: shared.ok ? 'done' : 'partial', report: id };
}

async function order(url: string, task: string, isSound: boolean): Promise<Answer<Made>> {
  const since = performance.now();
  const start = () => ask<Made>('POST', url, { json: { order: task }, timeoutMs: 5_000 });
  const first = await start();
  if (first.ok || first.waitMs > 8_000) return first;
  await pause(first.waitMs);
  const isTimeout = first.status === 0 && performance.now() - since >= 5_000;
  // An error that came at once may have come after the work was done.
  if (isTimeout && !isSound) return start();
  const seen = await lookFor(`${url}/${task}`, isTimeout ? 3 : 1);
  if (seen.ok || isTimeout || seen.status !== 404) return seen;
  return first.status === 0 && isSound ? seen : start();
}

/** Looks so often, with pauses between, whether a report is there. */
async function lookFor(url: string, times: number): Promise<Answer<Made>> {
  const seen = await ask<Made>('GET', url);
  if (seen.ok || times === 1) return seen;
  await pause(4_000);
  return lookFor(url, times - 1);
}
