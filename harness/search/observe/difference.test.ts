import { execFile } from 'node:child_process';
import { randomUUID as uuid } from 'node:crypto';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { completes } from '../../checks/completes.ts';
import { api } from '../../points/api.ts';
import { refuse } from '../../../faults/index.ts';
import { inProcess } from '../../run/in-process.ts';
import { scenario } from '../../../index.ts';
import { explore } from '../explore/explore.ts';

// As an agent would keep them that was loaded before the run: out of reach of its virtual time.
const kept = { hrtime: process.hrtime.bigint, random: Math.random, uuid };
let runs = 0;

type Source = () => string | Promise<string>;

/** An agent that asks once, and puts something of its own into the question, or into its answer. */
function smuggling(what: Source, where: 'question' | 'answer') {
  return scenario(`smuggles into the ${where}`, {
    points: { shop: api([http.get('/price', () => HttpResponse.json({ price: 3 }))]) },
    system: inProcess((at) => async () => {
      const by = where === 'question' ? `?by=${await what()}` : '';
      await fetch(`${at.url('shop')}/price${by}`);
      return where === 'answer' ? { by: await what() } : 'done';
    }),
    tasks: [{ input: 'What is the price?' }],
    plan: [],
    checks: [completes()],
  });
}

/** What a worker thread says to this, where nothing is patched. */
function inWorker(expression: string): Promise<string> {
  const code = `const crypto = require('node:crypto');
    require('node:worker_threads').parentPort.postMessage(String(${expression}))`;
  const worker = new Worker(code, { eval: true });
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
}

/** The same in a process of its own. */
async function inProcessOfItsOwn(expression: string): Promise<string> {
  const args = ['-p', `String(${expression})`];
  return (await promisify(execFile)(process.execPath, args)).stdout.trim();
}

const sources: readonly (readonly [name: string, source: Source])[] = [
  ['a real clock', () => String(kept.hrtime())],
  ['real randomness', () => String(kept.random())],
  ['a count that outlives the run', () => `run-${(runs += 1)}`],
];

/** Nothing is patched in either, so each source stands for all of them in one of both. */
const outside: typeof sources = [
  ...["crypto.randomBytes(8).toString('hex')", 'Math.random()'].map(
    (source) => [`${source} in a worker thread`, () => inWorker(source)] as const,
  ),
  ...['crypto.randomUUID()', 'crypto.getRandomValues(new Uint32Array(2))'].map(
    (source) => [`${source} in a child process`, () => inProcessOfItsOwn(source)] as const,
  ),
];

describe('what has got in is named, by task, call and field', () => {
  test.each([...sources, ...outside])('%s, in what it asks', async (_, what) => {
    const asked = await explore(smuggling(what, 'question'), { faults: [refuse()] });
    expect(asked).toMatchObject({ stopped: 'nondeterministic', claim: null, levels: [] });
    expect(asked.difference).toMatch(
      /task before-1, the call shop GET \/price.*: input\S* is .* in one run and .* in another/,
    );
  });

  // To start a thread or a process for each run takes longest.
  test.each([...sources, ...outside.slice(1, 3)])('%s, in what it answers', async (_, what) => {
    const answered = await explore(smuggling(what, 'answer'), { faults: [refuse()] });
    expect(answered.difference).toMatch(
      /the answer of task before-1: ending\.answer\.by is ".*" in one run and ".*" in another/,
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

  test('randomness that comes only after a fault sets apart the schedules that it touches', async () => {
    const jittery = inProcess((at) => async () => {
      const first = await fetch(`${at.url('shop')}/price`);
      if (!first.ok) await fetch(`${at.url('shop')}/price?by=${kept.random()}`);
      return 'done';
    });
    const subject = { ...smuggling(() => '', 'question'), systems: [jittery] };
    const { quarantined, claim } = await explore(subject, {
      faults: [refuse({ status: 503 })],
      depth: 2,
    });
    expect(quarantined.length).toBeGreaterThan(0);
    expect(claim).toContain('set apart');
  });

  test('what a worker thread or a child process only computes is the same every time', async () => {
    const tame = async () => `${await inWorker('6 * 7')} ${await inProcessOfItsOwn('6 * 7')}`;
    const options = { faults: [refuse()], depth: 1, budget: 3 };
    const { stopped, difference } = await explore(smuggling(tame, 'question'), options);
    expect([stopped, difference]).toEqual(['budget', null]);
  });

  test('what only the patched sources give is the same every time', async () => {
    const tame = () => `${Date.now()} ${Math.random()} ${crypto.randomUUID()}`;
    const { stopped } = await explore(smuggling(tame, 'answer'), { faults: [refuse()], depth: 1 });
    expect(stopped).toBe('done');
  });
});
