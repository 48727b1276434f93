import { test } from '@fast-check/vitest';
import { http, HttpResponse } from 'msw';
import { expect } from 'vitest';
import { completes } from '../checks/completes.ts';
import { canonical } from '../model/json/json.ts';
import type { Plan } from '../model/fault/plan.ts';
import { api } from '../points/api.ts';
import { nonce } from '../points/context.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { plans, scenario } from '../../index.ts';

const tool = api([http.post('/book', () => HttpResponse.json({ id: nonce('BK') }))], {
  effects: ['POST /book'],
});

const books = scenario('books, and tries again', {
  points: { tool },
  system: inProcess((at) => async () => {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const signal = AbortSignal.timeout(2_000);
      const sent = fetch(`${at.url('tool')}/book`, { method: 'POST', signal });
      const reply = await sent
        .then(async (it) => (it.ok ? await it.text() : null))
        .catch(() => null);
      if (reply !== null) return reply;
    }
    throw new Error('gave up');
  }),
  tasks: [{ input: 'a bed' }, { input: 'a seat' }],
  plan: [],
  checks: [completes({ within: '1 h' })],
});

// A fixed seed: a law must not fail one day by luck.
const drawn = { seed: 1, numRuns: 100 };

test.prop([plans(books, { most: 4 })], drawn)(
  'whatever the plan, two runs of one seed are the same, and recovery is as baseline',
  expectLawful,
);

async function expectLawful(plan: Plan): Promise<void> {
  const one = await run(books, { mode: 'sim', seed: 1, plan });
  const two = await run(books, { mode: 'sim', seed: 1, plan });
  expect(canonical(two.trace)).toBe(canonical(one.trace));
  const after = one.outcomes.filter(({ role }) => role === 'after');
  expect(after.map(({ outcome }) => outcome)).toEqual(['unaffected', 'unaffected']);
}
