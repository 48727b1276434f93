import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineFault, scenario } from '../../../index.ts';
import { exactlyOnce } from '../../checks/exactly-once.ts';
import { check } from '../../model/trace/checker.ts';
import type { Plan } from '../../model/fault/plan.ts';
import { eventsOf } from '../../model/trace/trace.ts';
import { passed } from '../../model/trace/verdict.ts';
import { api } from '../../points/api.ts';
import { nonce } from '../../points/context.ts';
import { inProcess } from '../in-process.ts';
import { run } from '../run.ts';

/** What makes the agent give up the request that it waits for. */
let leave = () => {};

/** The request is held for long; its caller leaves once it has arrived. */
const left = defineFault({
  name: 'left',
  layer: 'call',
  about: 'The tool is late, and nobody waits for it.',
  params: z.strictObject({}),
  needs: ['request'],
  harm: 'late',
  effect: () => {
    setTimeout(leave, 1);
    return { kind: 'delay', ms: 600_000, where: 'request' };
  },
});

/** Books, and books again where it has given up; then it fails. */
function impatient(plan: Plan, answer: () => Promise<Response>) {
  return scenario('it books', {
    points: { flights: api([http.post('/book', answer)], { effects: ['POST /book'] }) },
    system: inProcess((at) => async () => {
      for (let n = 0; n < 2; n += 1) {
        const leaving = new AbortController();
        leave = () => leaving.abort();
        const init = { method: 'POST', signal: leaving.signal };
        const reply = await fetch(`${at.url('flights')}/book`, init).catch(() => null);
        if (reply?.ok) return { status: 'done' };
      }
      return { status: 'failed' };
    }),
    tasks: [{ input: 'Rome' }],
    phases: ['fault'],
    faults: [left],
    plan,
    checks: [exactlyOnce('flights'), check('anything', () => passed)],
  });
}

const modes = ['sim', 'wire'] as const;

test.each(modes)('both requests land that wait longer than the run: %s', async (mode) => {
  const plan = [left().at('flights')];
  const booked = async () => HttpResponse.json({ id: nonce('BK') });
  const { trace, verdicts } = await run(impatient(plan, booked), { mode, seed: 1 });
  expect(eventsOf(trace, 'effect')).toHaveLength(2);
  expect(trace.truncated).toBeNull();
  const verdict = verdicts.find((one) => one.check === 'exactly-once')?.verdict;
  expect(verdict).toMatchObject({ result: 'fail' });
});

test('where a request does not land nothing passes, and no record changes once it is made', async () => {
  const landing = Promise.withResolvers<void>();
  const late = landing.promise.then(() => HttpResponse.json({ id: 'BK-1' }));
  const answer = async () => {
    setTimeout(leave, 1);
    return (await late).clone();
  };
  const record = await run(impatient([], answer), { mode: 'wire', seed: 1 });
  const why = '2 requests were still on their way (POST /book at flights)';
  expect(record.trace.truncated).toMatchObject({ why });
  expect(record.verdicts).toContainEqual({
    check: 'anything',
    verdict: { result: 'unknown', reason: `the trace is truncated: ${why}` },
  });
  const kept = structuredClone(record);
  landing.resolve();
  await late;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(record).toEqual(kept);
});
