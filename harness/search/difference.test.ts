import { randomUUID as uuid } from 'node:crypto';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { completes } from '../checkers/completes.ts';
import { api } from '../points/api.ts';
import { refuse } from '../../faults/index.ts';
import { inProcess } from '../run/in-process.ts';
import { scenario } from '../run/scenario.ts';
import { explore } from './explore.ts';

// As an agent would keep them that was loaded before the run: out of reach of its virtual time.
const kept = { hrtime: process.hrtime.bigint, random: Math.random, uuid };
let runs = 0;

/** An agent that asks once, and puts something of its own into the question, or into its answer. */
function smuggling(what: () => string, where: 'question' | 'answer') {
  return scenario(`smuggles into the ${where}`, {
    points: { shop: api([http.get('/price', () => HttpResponse.json({ price: 3 }))]) },
    system: inProcess((at) => async () => {
      const by = where === 'question' ? `?by=${what()}` : '';
      await fetch(`${at.url('shop')}/price${by}`);
      return where === 'answer' ? { by: what() } : 'done';
    }),
    tasks: [{ input: 'What is the price?' }],
    plan: [],
    checks: [completes()],
  });
}

describe('what has got in is named, by task, call and field', () => {
  test.each([
    ['a real clock', () => String(kept.hrtime())],
    ['real randomness', () => String(kept.random())],
    ['a count that outlives the run', () => `run-${(runs += 1)}`],
  ])('%s', async (_, what) => {
    const asked = await explore(smuggling(what, 'question'), { faults: [refuse()] });
    expect(asked).toMatchObject({ stopped: 'nondeterministic', claim: null, levels: [] });
    expect(asked.difference).toMatch(
      /task baseline-1, the call shop GET \/price.*: input\S* is .* in one run and .* in another/,
    );
    const answered = await explore(smuggling(what, 'answer'), { faults: [refuse()] });
    expect(answered.difference).toMatch(
      /the answer of task baseline-1: ending\.answer\.by is ".*" in one run and ".*" in another/,
    );
  });

  test('a call more in one run than in the other', async () => {
    let count = 0;
    const fickle = inProcess((at) => async () => {
      count += 1;
      for (let n = 0; n < count; n += 1) await fetch(`${at.url('shop')}/price`);
      return 'done';
    });
    const subject = { ...smuggling(() => '', 'question'), systems: [fickle] };
    const { difference } = await explore(subject, { faults: [refuse()] });
    expect(difference).toMatch(
      /where one run has .*, another has task \S+, the call shop GET \/price/,
    );
  });

  test('what only the patched sources give is the same every time', async () => {
    const tame = () => `${Date.now()} ${Math.random()} ${crypto.randomUUID()}`;
    const { stopped } = await explore(smuggling(tame, 'answer'), { faults: [refuse()], depth: 1 });
    expect(stopped).toBe('done');
  });
});
