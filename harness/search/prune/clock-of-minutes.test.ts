import { expect, test } from 'vitest';
import { delay, http, HttpResponse } from 'msw';
import { lostReply, slow } from '../../../faults/index.ts';
import { exactlyOnce } from '../../checks/exactly-once.ts';
import { api } from '../../points/api.ts';
import { inProcess } from '../../run/in-process.ts';
import { scenario } from '../../../index.ts';
import type { Plan } from '../../model/fault/plan.ts';
import { inThread } from '../executor/in-thread.ts';
import { arrive, expand, rootOf, standingIn } from '../explore/frontier.ts';
import { equivalencesOf } from './equivalences.ts';
import type { Node } from '../node.ts';

const faults = [lostReply(), slow({ ms: 3_000, where: 'request' })];

/**
 * Looks when most of a minute has gone, then pays; a payment under a key that it knows is made
 * once.
 */
const payer = (keyAt: (ms: number) => string) =>
  scenario('payments', {
    family: 'test',
    points: {
      bank: api(
        () => {
          const made = new Set<string>();
          return [
            http.get('/look', () => HttpResponse.json({ owed: 7 })),
            http.post('/payments', async ({ request }) => {
              await delay(5);
              const key = request.headers.get('idempotency-key') ?? '';
              const isNew = !made.has(key);
              made.add(key);
              return HttpResponse.json({ id: `P-${key}` }, { status: isNew ? 201 : 200 });
            }),
          ];
        },
        { effects: ['POST /payments'] },
      ),
    },
    system: inProcess((at) => async () => {
      await delay(55_000 - (Date.now() % 60_000));
      const look = () => fetch(`${at.url('bank')}/look`);
      await look().catch(look);
      const pay = async () =>
        fetch(`${at.url('bank')}/payments`, {
          method: 'POST',
          headers: { 'idempotency-key': keyAt(Date.now()) },
          body: '{}',
        });
      const again = async () => {
        await delay(3_000);
        return await pay();
      };
      const paid = await pay().catch(again);
      return { status: paid.ok ? 'done' : 'failed' };
    }),
    tasks: [{ input: 1 }],
    checks: [exactlyOnce()],
    plan: [],
    phases: ['fault'],
    deadline: 300_000,
  });

/**
 * What becomes, at level 2, of a reply lost after a look that was slow: the rule that prunes it,
 * and what it breaks.
 */
async function lostAfterSlow(keyAt: (ms: number) => string) {
  const executor = inThread(payer(keyAt));
  const evaluate = (plan: Plan) =>
    executor.observe({ seed: 1, variant: 'careful', file: '', plan });
  const root = rootOf(await evaluate([]));
  const arrived: Node[] = [];
  for (const step of expand(root, faults, null)) {
    const node = arrive(step, await evaluate(step.plan));
    if (node) arrived.push(node);
  }
  const nodes = standingIn(arrived);
  const equivalences = equivalencesOf(root, nodes);
  equivalences.convergence.add(nodes);
  const late = nodes.find(
    ({ last }) => last?.crossing.label === 'GET /look' && last.fault.name === 'slow',
  )!;
  const step = expand(late, faults, equivalences).find(
    ({ crossing, fault }) => crossing.label === 'POST /payments' && fault.name === 'lost-reply',
  )!;
  const { violations } = await evaluate(step.plan);
  return {
    rule: step.pruned?.rule,
    broken: [...new Set(violations.map(({ check }) => check))],
    alone: nodes.flatMap(({ broken }) => [...broken]),
  };
}

test('where the key of a payment holds the minute, a short delay that changes nothing still pairs', async () => {
  expect(await lostAfterSlow((ms) => `M${Math.floor(ms / 60_000)}`)).toEqual({
    rule: undefined,
    broken: ['exactly-once'],
    alone: [],
  });
});

test('where it does not, what such a delay pairs with is known from what is struck alone', async () => {
  const { rule, broken } = await lostAfterSlow(() => 'K1');
  expect(rule).toBe('absorbed');
  expect(broken).toEqual([]);
});
