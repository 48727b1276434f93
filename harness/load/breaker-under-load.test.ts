import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import {
  api,
  completes,
  degrades,
  inProcess,
  nonce,
  outage,
  scenario,
  slow,
  type Checker,
  type Plan,
} from '../../index.ts';
import { load } from './load.ts';

vi.setConfig({ testTimeout: 120_000 });

const prices = () => api([http.get('/price', () => HttpResponse.json({ price: nonce('PR') }))]);

/** Asks for a price; after a failure it asks nothing for so long, and says what it lacks. */
function breaker(openMs: number, status: 'failed' | 'degraded') {
  return inProcess((at) => {
    let openUntil = 0;
    return async () => {
      if (Date.now() < openUntil) return { status, text: 'No price: the shop is spared.' };
      const reply = await fetch(`${at.url('prices')}/price`).catch(() => null);
      if (reply?.ok) return { status: 'done', ...((await reply.json()) as object) };
      openUntil = Date.now() + openMs;
      return { status, text: 'No price: the shop does not answer.' };
    };
  });
}

/** What a check comes to under a load; by default no price can be had in its fault phase. */
async function gateOf(
  checker: Checker,
  system: ReturnType<typeof inProcess>,
  plan: Plan = [outage().at('prices')],
) {
  const asking = scenario('prices', {
    points: { prices: prices() },
    system,
    tasks: [{ input: 'oil' }],
    plan,
    checks: [checker],
  });
  const phases = { baseline: '10 s', fault: '20 s', recovery: '10 s' } as const;
  const { gates } = await load(asking, { seed: 1, load: { rate: 20, phases } });
  return gates.find(({ gate }) => gate === checker.name);
}

const policy = degrades((down) => (down.includes('prices') ? 'degraded' : 'full'));

test('a task that is spared a tool which failed for another may fail, or be less', async () => {
  expect(await gateOf(completes(), breaker(1000, 'failed'))).toMatchObject({ result: 'pass' });
  expect(await gateOf(policy, breaker(1000, 'degraded'))).toMatchObject({ result: 'pass' });
});

/** From its 250th task on it asks nothing, whatever became of the calls before. */
function idle(status: 'failed' | 'degraded') {
  return inProcess((at) => {
    let tasks = 0;
    return async () => {
      tasks += 1;
      if (tasks > 250) return { status, text: 'No price.' };
      await fetch(`${at.url('prices')}/price`);
      return { status: 'done' };
    };
  });
}

test('one that spares a tool which failed for nobody may not', async () => {
  const plan = [slow({ ms: 100 }).at('prices')];
  expect(await gateOf(completes(), idle('failed'), plan)).toMatchObject({ result: 'fail' });
  expect(await gateOf(policy, idle('degraded'), plan)).toMatchObject({ result: 'fail' });
});
