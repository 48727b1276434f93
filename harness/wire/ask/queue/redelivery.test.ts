import { fileURLToPath } from 'node:url';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  api,
  completes,
  crash,
  exactlyOnce,
  nonce,
  readTasks,
  run,
  scenario,
  service,
} from '../../../../index.ts';
import { redisAddress, redisProgram } from '../../../../scenarios/caching/redis-server.ts';

const hasRedis = redisProgram() !== null;
const redis = `redis://${hasRedis ? await redisAddress() : 'none'}`;
beforeEach(({ skip }) => {
  if (!hasRedis) skip('this machine has no redis-server');
});

const worker = fileURLToPath(new URL('../testing/queue-agent.ts', import.meta.url));

/** The shop does nothing new for a key that it knows. */
function orders(kind: string, manners: readonly string[]) {
  const ids = new Map<string, string>();
  const shop = api(
    [
      http.post('/orders', ({ request }) => {
        const key = request.headers.get('idempotency-key') ?? nonce('KEY');
        const id = ids.get(key) ?? nonce('OR');
        ids.set(key, id);
        return HttpResponse.json({ id });
      }),
    ],
    { effects: ['POST /orders'] },
  );
  const key = `orders-${kind}-${manners.join('-')}`;
  return scenario(`orders by a ${kind}, ${manners.join(', ')}`, {
    points: { shop },
    system: service({
      command: [process.execPath, worker, kind, redis, key, ...manners],
      ask: `${kind} ${key} ${redis}`,
      env: (at) => ({ SHOP: at.url('shop') }),
    }),
    tasks: [{ input: 'order', expect: { effects: { 'POST /orders': 1 }, answer: /^Ordered OR-/ } }],
    plan: [crash().at('shop', { calls: 1 })],
    checks: [completes(), exactlyOnce('shop')],
    phases: ['fault'],
    deadline: '3 s',
  });
}

describe('a worker that dies once it has ordered', () => {
  test.each<[string, string[], object]>([
    ['stream', [], { how: 'answered', 'exactly-once': 'fail', completes: 'pass' }],
    ['list', [], { how: 'answered', 'exactly-once': 'fail', completes: 'pass' }],
    ['stream', ['keyed'], { how: 'answered', 'exactly-once': 'pass', completes: 'pass' }],
    ['list', ['keyed'], { how: 'answered', 'exactly-once': 'pass', completes: 'pass' }],
    ['list', ['at-most-once'], { how: 'hung', 'exactly-once': 'pass', completes: 'fail' }],
  ])('of a %s, %j', async (kind, manners, says) => {
    const { trace, verdicts } = await run(orders(kind, manners), { mode: 'wire', seed: 1 });
    const [task] = readTasks(trace).tasks;
    const results = verdicts.map(({ check, verdict }) => [check, verdict.result] as const);
    expect({ how: task?.ending?.how, ...Object.fromEntries(results) }).toMatchObject(says);
  });
});
