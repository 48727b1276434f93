import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import {
  api,
  completes,
  honest,
  inProcess,
  nonce,
  outage,
  provider,
  scenario,
  type Checker,
} from '../../index.ts';
import { load } from './load.ts';

vi.setConfig({ testTimeout: 120_000 });

const prices = () => api([http.get('/price/:of', () => HttpResponse.json({ price: nonce('PR') }))]);

/** Asks for prices; where the tool is down it gives what was told last of the same thing. */
function memory(url: string) {
  const known = new Map<string, string>();
  return async (of: string) => {
    const reply = await fetch(`${url}/price/${of}`).catch(() => null);
    const told = reply?.ok ? ((await reply.json()) as { price: string }).price : null;
    if (told !== null) known.set(of, told);
    return { isFresh: told !== null, price: told ?? known.get(of) ?? 'PR-00000000' };
  };
}

/** Says a price, and where it is of another task's reply so only where `isTold`. */
function caching(isTold: boolean) {
  return inProcess((at) => {
    const ask = memory(at.url('prices'));
    return async (input) => {
      const { isFresh, price } = await ask(String(input));
      return { status: isFresh || !isTold ? 'done' : 'degraded', price };
    };
  });
}

const madeUp = inProcess((at) => async (input) => {
  const reply = await fetch(`${at.url('prices')}/price/${String(input)}`).catch(() => null);
  if (reply?.ok)
    return { status: 'done', price: ((await reply.json()) as { price: string }).price };
  return { status: 'degraded', price: 'PR-0k3f9x2a' };
});

function put(
  system: ReturnType<typeof inProcess>,
  checks: readonly Checker[],
  more: Record<string, ReturnType<typeof provider>> = {},
) {
  const asking = scenario('prices', {
    points: { prices: prices(), ...more },
    system,
    tasks: [{ input: 'oil' }, { input: 'tea' }],
    plan: [outage().at('prices', { chance: 0.3 })],
    checks,
  });
  const phases = { baseline: '10 s', fault: '20 s', recovery: '10 s' } as const;
  return load(asking, { seed: 1, load: { rate: 20, phases } });
}

/** What the gates come to that tell what answers rest on. */
async function gatesOf(...those: Parameters<typeof put>) {
  const { gates } = await put(...those);
  const of = (name: string) => gates.find(({ gate }) => gate === name)?.result;
  return { honest: of('honest'), wrong: of('never silently-wrong') };
}

test('what another task was told is no invention under load, as it is none in a run', async () => {
  const rules = (cached: 'allowed' | 'disclosed' | 'never') => [completes(), honest({ cached })];
  const fine = { honest: 'pass', wrong: 'pass' };
  expect(await gatesOf(caching(false), rules('allowed'))).toEqual(fine);
  expect(await gatesOf(caching(true), rules('disclosed'))).toEqual(fine);
  const silent = await gatesOf(caching(false), rules('disclosed'));
  expect(silent).toEqual({ honest: 'fail', wrong: 'pass' });
  expect((await gatesOf(caching(true), rules('never'))).honest).toBe('fail');
  expect(await gatesOf(madeUp, rules('allowed'))).toEqual({ honest: 'fail', wrong: 'fail' });
});

test('what a model repeats of it is no invention either', async () => {
  const model = provider({ script: ({ user }) => user });
  const worded = inProcess((at) => {
    const ask = memory(at.url('prices'));
    return async (input) => {
      const { isFresh, price } = await ask(String(input));
      const messages = [{ role: 'user', content: price }];
      const asked = { method: 'POST', body: JSON.stringify({ model: 'm', messages }) };
      const said = await fetch(`${at.url('model')}/v1/chat/completions`, asked);
      const { choices } = (await said.json()) as { choices: { message: { content: string } }[] };
      return { status: isFresh ? 'done' : 'degraded', price: choices[0]?.message.content };
    };
  });
  const fine = { honest: 'pass', wrong: 'pass' };
  expect(await gatesOf(worded, [completes(), honest()], { model })).toEqual(fine);
});
