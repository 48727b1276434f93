import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { hang, slow, stall } from '../../faults/index.ts';
import { completes } from '../checks/completes.ts';
import type { Strike } from '../model/fault/plan.ts';
import { eventsOf } from '../model/trace/trace.ts';
import { api } from '../points/api.ts';
import { provider } from '../provider/provider.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

interface Said {
  readonly name: string;
  readonly message: string;
  readonly cause: { readonly name: string; readonly code: string; readonly message: string };
}

/**
 * What one fetch of the fault phase came to, and when, under a strike; the agent has no timeout.
 */
async function struck(strike: Strike, init: RequestInit = {}) {
  const points = {
    shop: api([http.get('/price', () => HttpResponse.json({ price: 3 }))]),
    model: provider({ script: () => 'A few words, one after another, so that there is a stream.' }),
  };
  const system = inProcess((at) => async () => {
    const since = Date.now();
    const streams = { method: 'POST', body: JSON.stringify(asks) };
    const said = await (
      strike.at === 'shop'
        ? fetch(`${at.url('shop')}/price`, init)
        : fetch(`${at.url('model')}/chat/completions`, { ...streams, ...init })
    )
      .then(
        (reply) => reply.text(),
        (error: Error) => error,
      )
      .catch((error: Error) => error);
    if (!(said instanceof Error)) return { status: 'done', afterMs: Date.now() - since };
    const { name, message, cause } = said as unknown as Said;
    const why = { name: cause.name, code: cause.code, message: cause.message };
    return { status: 'failed', afterMs: Date.now() - since, name, message, cause: why };
  });
  const asked = scenario('it gives up', {
    points,
    system,
    tasks: [{ input: 'go' }],
    plan: [strike],
    phases: ['fault'],
    deadline: '20 min',
    checks: [completes()],
  });
  const { trace } = await run(asked, { mode: 'sim', seed: 1 });
  const [end] = eventsOf(trace, 'task.end');
  const [call] = eventsOf(trace, 'call.end');
  return { answer: end?.ending.how === 'answered' ? end.ending.answer : end?.ending, call };
}

const asks = { model: 'm', stream: true, messages: [{ role: 'user', content: 'Say something.' }] };
const noHeaders = {
  name: 'TypeError',
  message: 'fetch failed',
  cause: {
    name: 'HeadersTimeoutError',
    code: 'UND_ERR_HEADERS_TIMEOUT',
    message: 'Headers Timeout Error',
  },
};
const noBody = {
  name: 'TypeError',
  message: 'terminated',
  cause: { name: 'BodyTimeoutError', code: 'UND_ERR_BODY_TIMEOUT', message: 'Body Timeout Error' },
};

describe('a client without a timeout of its own gives up as undici does, in sim too', () => {
  test.each([
    ['never answers', hang().at('shop')],
    ['answers after ten minutes', slow({ ms: 600_000 }).at('shop')],
  ])('on headers, after five minutes: a tool that %s', async (_, strike) => {
    const { answer, call } = await struck(strike);
    expect(answer).toMatchObject({ afterMs: 300_000, ...noHeaders });
    expect(call).toMatchObject({ outcome: 'unanswered', atMs: 300_000 });
  });

  test('on the body: five minutes after its last piece', async () => {
    const { answer } = await struck(stall().at('model'));
    expect(answer).toMatchObject(noBody);
    const { afterMs } = answer as { readonly afterMs: number };
    expect(afterMs).toBeGreaterThanOrEqual(300_000);
    expect(afterMs).toBeLessThan(301_000);
  });

  test('not before: a reply after four minutes is read', async () => {
    const { answer } = await struck(slow({ ms: 240_000 }).at('shop'));
    expect(answer).toMatchObject({ status: 'done' });
  });

  test('or when the dispatcher that it uses says', async () => {
    const dispatcher = { [Symbol('options')]: { headersTimeout: 5_000, bodyTimeout: 0 } };
    const init = { dispatcher } as RequestInit;
    const { answer } = await struck(hang().at('shop'), init);
    expect(answer).toMatchObject({ afterMs: 5_000, ...noHeaders });
    const { answer: endless } = await struck(stall().at('model'), init);
    expect(endless).toEqual({ how: 'hung', why: 'idle' });
  });
});
