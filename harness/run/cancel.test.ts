import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { cancel } from '../../faults/index.ts';
import { completes } from '../checks/completes.ts';
import { noOrphans } from '../checks/no-orphans.ts';
import { eventsOf } from '../model/trace/trace.ts';
import { api } from '../points/api.ts';
import { nonce } from '../points/context.ts';
import { inProcess, type Agent } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

const shop = () =>
  api(
    () => {
      const made = new Map<string, string>();
      return [
        http.post('/orders/:ref', ({ params }) => {
          const id = nonce('OR');
          made.set(String(params['ref']), id);
          return HttpResponse.json({ id });
        }),
        http.get('/orders/:ref', ({ params }) =>
          HttpResponse.json({ id: made.get(String(params['ref'])) ?? null }),
        ),
        http.delete('/orders/:id', () => HttpResponse.json({})),
      ];
    },
    { effects: { 'POST /orders/:ref': { undoneBy: 'DELETE /orders/:id' } } },
  );

const ordering = (agent: (url: string) => Agent) =>
  scenario('an order that is withdrawn leaves nothing behind', {
    points: { shop: shop() },
    system: inProcess((at) => agent(at.url('shop'))),
    tasks: [{ input: 'Order tea.' }],
    plan: [cancel().at('shop', { call: 'POST /orders/:ref' })],
    phases: ['baseline', 'fault'],
    checks: [completes(), noOrphans('shop')],
  });

/** Goes with its caller, and takes back what may have landed. */
const tidy =
  (url: string): Agent =>
  async (_, { signal }) => {
    try {
      const made = await fetch(`${url}/orders/tea`, { method: 'POST', signal });
      return { status: 'done', order: ((await made.json()) as { id: string }).id };
    } catch (error) {
      const { id } = (await (await fetch(`${url}/orders/tea`)).json()) as { id: string | null };
      if (id !== null) await fetch(`${url}/orders/${id}`, { method: 'DELETE' });
      throw error;
    }
  };

/** Goes with its caller, and leaves the order. */
const hasty =
  (url: string): Agent =>
  async (_, { signal }) => {
    const made = await fetch(`${url}/orders/tea`, { method: 'POST', signal });
    return { status: 'done', order: ((await made.json()) as { id: string }).id };
  };

/** Does not look whether anybody waits. */
const deaf =
  (url: string): Agent =>
  async () => {
    const made = await fetch(`${url}/orders/tea`, { method: 'POST' });
    return { status: 'done', order: ((await made.json()) as { id: string }).id };
  };

describe.each(['sim', 'wire'] as const)('a task that is withdrawn: %s', (mode) => {
  test.each([
    ['is taken back', tidy, 'pass'],
    ['is left behind by an agent that only leaves', hasty, 'fail'],
    ['is left behind by one that answers nobody', deaf, 'fail'],
  ])('%s', async (_, agent, result) => {
    const { verdicts, trace } = await run(ordering(agent), { mode, seed: 1 });
    const found = Object.fromEntries(verdicts.map(({ check, verdict }) => [check, verdict.result]));
    expect(found).toMatchObject({ completes: 'pass', 'no-orphans': result });
    expect(eventsOf(trace, 'fault.hit').map(({ effect }) => effect)).toEqual(['cancel']);
    expect(eventsOf(trace, 'task.end').map(({ ending }) => ending)).toMatchObject([
      { how: 'answered' },
      { how: 'failed', error: 'the task was withdrawn' },
    ]);
  });
});
