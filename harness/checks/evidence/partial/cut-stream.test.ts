import { expect, it } from 'vitest';
import {
  api,
  cleanCut,
  http,
  HttpResponse,
  inProcess,
  nonce,
  provider,
  run,
  scenario,
  standardChecks,
  type At,
} from '../../../../index.ts';

it.each([
  ['fail', 'that takes what came for the whole', false],
  ['pass', 'that asks again until the stream has come to its end', true],
])('%ss an agent %s, though nothing says what is right', async (result, _, isCareful) => {
  const record = await run(guide(isCareful), { mode: 'sim', seed: 1 });
  expect(record.result).toBe(result);
  expect(record.outcomes.find(({ role }) => role === 'during')?.outcome).toBe(
    isCareful ? 'recovered' : 'silently-wrong',
  );
});

function guide(isCareful: boolean) {
  return scenario('a stream is told whole', {
    points: {
      atlas: api([http.get('/depth', () => HttpResponse.json({ depth: nonce('DP') }))]),
      model: provider({ script: ({ user }) => `The mine is ${user} deep. It is closed.` }),
    },
    system: inProcess((at) => async () => {
      const reply = await fetch(`${at.url('atlas')}/depth`);
      const { depth } = (await reply.json()) as { depth: string };
      const first = await stream(at, depth);
      const last = first.isWhole || !isCareful ? first : await stream(at, depth);
      return { status: 'done', text: last.text };
    }),
    tasks: [{ input: 'How deep is it?' }],
    plan: [cleanCut().at('model', { calls: 1 })],
    checks: standardChecks(),
  });
}

async function stream(at: At, content: string): Promise<{ text: string; isWhole: boolean }> {
  const reply = await fetch(`${at.url('model')}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content }] }),
  });
  const lines = (await reply.text()).split('\n').filter((line) => line.startsWith('data: '));
  const chunks = lines.filter((line) => line.startsWith('data: {'));
  const text = chunks.map((line) => (JSON.parse(line.slice(6)) as Chunk).choices[0]?.delta.content);
  return { text: text.join(''), isWhole: lines.at(-1) === 'data: [DONE]' };
}

interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[];
}
