import { scenario, slow, type Scenario } from '../../index.ts';
import type { PointMaker } from '../model/point.ts';
import { jsonReply } from '../model/reply.ts';
import { check } from '../model/trace/checker.ts';
import { inProcess } from '../run/in-process.ts';

/** How the client of the fixture asks again. */
export interface FifoOptions {
  readonly retries: number;
  /** Retries that may be made for each first attempt; no limit where left out. */
  readonly budget?: number;
  /** Calls that may wait; no limit where left out. */
  readonly queue?: number;
}

/**
 * One server that serves 100 calls a second, first come, first served, and 20 while the fault is on; a client
 * that gives up on a call after 1 s. The server does not see it leave.
 */
export function fifo({ retries, budget, queue = Number.POSITIVE_INFINITY }: FifoOptions): Scenario {
  return scenario(`fifo, ${retries} retries, budget ${budget}, queue ${queue}`, {
    points: { server: server(queue) },
    system: inProcess((at) => {
      const url = `${at.url('server')}/work`;
      // A token bucket: it fills by a share of each first attempt, and holds ten.
      let tokens = 10;
      return async () => {
        tokens = Math.min(10, tokens + (budget ?? 0));
        for (let left = retries; ; left -= 1) {
          if (await isServed(url)) return { status: 'done' };
          const isSpent = budget !== undefined && tokens < 1;
          if (left === 0 || isSpent) return { status: 'failed' };
          if (budget !== undefined) tokens -= 1;
        }
      };
    }),
    tasks: [{ input: 'work' }],
    plan: [slow({ ms: 40, where: 'request' }).at('server')],
    checks: [check('any', () => true)],
    deadline: '6 s',
  });
}

async function isServed(url: string): Promise<boolean> {
  const leaving = new AbortController();
  const timer = setTimeout(() => leaving.abort('late'), 1000);
  const reply = await fetch(url, { method: 'POST', signal: leaving.signal }).catch(() => null);
  clearTimeout(timer);
  return reply?.ok === true;
}

/** Not made by `api`: it is asked tens of thousands of times. */
function server(queue: number): PointMaker {
  const reading = { label: 'POST /work', op: 'POST /work', input: null, safe: false };
  return {
    kind: 'server',
    has: ['request'],
    effects: [],
    open: () => ({
      kind: 'server',
      basePath: '',
      effects: [],
      capacity: { workers: 1, serviceMs: 10, queue },
      read: () => reading,
      answer: () => Promise.resolve(jsonReply({ done: true })),
      render: (meaning) => jsonReply(meaning),
      fail: ({ status }) => jsonReply({}, status),
      sideEffects: () => [],
    }),
  };
}
