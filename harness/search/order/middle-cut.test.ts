import { expect, test } from 'vitest';
import { menu } from '../../../faults/menu.ts';
import {
  api,
  exactlyOnce,
  http,
  HttpResponse,
  inProcess,
  provider,
  scenario,
  type Scenario,
} from '../../../index.ts';
import { explore } from '../explore/exploring.ts';

/** Adds up the marks of a streamed text; the sound one looks whether the text came to its end. */
function adder(isSound: boolean): Scenario {
  return scenario('marks are added up', {
    points: {
      model: provider({
        script: () => 'Structure has 8 of 10, argument has 7 of 10, and style has 9 of 10.',
      }),
      school: api([http.post('/grades', () => HttpResponse.json({ ok: true }))], {
        effects: ['POST /grades'],
      }),
    },
    system: inProcess((at) => async () => {
      try {
        const text = await streamed(at.url('model'), isSound);
        const marks = [...text.matchAll(/(\d+) of 10/g)].map((one) => Number(one[1]));
        if (marks.length === 0) return { status: 'abstained' };
        const points = marks.reduce((a, b) => a + b, 0);
        const body = JSON.stringify({ points });
        const signal = AbortSignal.timeout(10_000);
        const reply = await fetch(`${at.url('school')}/grades`, { method: 'POST', body, signal });
        return { status: reply.ok ? 'done' : 'failed' };
      } catch {
        return { status: 'failed' };
      }
    }),
    tasks: [{ input: 'Grade it.', expect: { effects: { 'POST /grades': [{ points: 24 }] } } }],
    plan: [],
    checks: [exactlyOnce('school')],
  });
}

async function streamed(model: string, isSound: boolean): Promise<string> {
  const reply = await fetch(`${model}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'any',
      stream: true,
      messages: [{ role: 'user', content: '?' }],
    }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  const body = await reply.text();
  if (isSound && !body.includes('[DONE]')) throw new Error('it broke off');
  return body
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => (JSON.parse(event.slice(6)) as Chunk).choices[0]?.delta.content ?? '')
    .join('');
}

interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[];
}

const cuts = menu.filter(({ name }) => name === 'clean-cut');

test('the menu cuts a stream in its middle, too, where what came looks whole', async () => {
  const { findings } = await explore(adder(false), { depth: 1, faults: cuts });
  expect(findings.map(({ plan }) => plan.map(({ fault }) => fault))).toEqual([
    [{ name: 'clean-cut', params: { keep: 0.5 } }],
  ]);
  expect((await explore(adder(true), { depth: 1, faults: cuts })).findings).toEqual([]);
});

test('a cut at the beginning does not show it', async () => {
  const early = cuts.filter(({ params }) => params['keep'] === undefined);
  expect(early).toHaveLength(1);
  expect((await explore(adder(false), { depth: 1, faults: early })).findings).toEqual([]);
});
