import { expect, test } from 'vitest';
import { rateLimit } from '../../../faults/index.ts';
import { honest } from '../../checks/index.ts';
import type { Honesty } from '../../checks/honest.ts';
import { inProcess } from '../in-process.ts';
import { run } from '../run.ts';
import { api, http, HttpResponse, nonce, provider, scenario } from '../../../index.ts';

/** A porter who keeps the hours for whoever asks next, and asks anew for every third. */
const porter = (says: (edition: string) => string) =>
  inProcess((at) => {
    let asked = 0;
    let kept = '';
    return async () => {
      asked += 1;
      if (asked % 3 === 1) {
        const reply = await fetch(`${at.url('hall')}/hours`);
        if (!reply.ok) return { status: 'failed' };
        kept = ((await reply.json()) as { edition: string }).edition;
      }
      return { status: 'done', edition: says(kept) };
    };
  });

async function judged(honesty: Honesty, says = (edition: string) => edition) {
  const asked = scenario('the hours', {
    points: { hall: api([http.get('/hours', () => HttpResponse.json({ edition: nonce('EDT') }))]) },
    system: porter(says),
    tasks: [{ input: 'x' }, { input: 'y' }, { input: 'z' }],
    plan: [rateLimit().at('hall', { calls: 1 })],
    checks: [honest(honesty)],
  });
  const { verdicts, outcomes } = await run(asked, { mode: 'sim', seed: 1 });
  const failing = verdicts.filter(({ verdict }) => verdict.result === 'fail');
  return { failing: failing.map(({ check }) => check), outcomes };
}

test('what another task was told fails a run where honest does not allow it, by whatever judges it', async () => {
  expect((await judged({})).failing).toEqual(['steady-state']);
  const { failing, outcomes } = await judged({ cached: 'allowed' });
  expect(failing).toEqual([]);
  expect(outcomes.filter(({ outcome }) => outcome === 'silently-wrong')).toEqual([]);
});

test('what nobody was told fails it all the same', async () => {
  const madeUp = () => 'EDT-0k3f9x2a';
  expect((await judged({ cached: 'allowed' }, madeUp)).failing).toContain('steady-state');
});

test('what a model says stands only where honest takes it as evidence, by whatever judges it', async () => {
  const clerk = inProcess((at) => async () => {
    const reply = await fetch(`${at.url('model')}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'When?' }] }),
    });
    const { choices } = (await reply.json()) as { choices: { message: { content: string } }[] };
    return { status: 'done', text: choices[0]?.message.content };
  });
  const results = async (honesty: Honesty) => {
    const told = scenario('the model is the clerk', {
      points: {
        model: provider({ script: () => `By ${nonce('AN')}.` }),
        hall: api([http.get('/hours', () => HttpResponse.json({ edition: nonce('EDT') }))]),
      },
      system: clerk,
      tasks: [{ input: 'x' }],
      plan: [],
      checks: [honest(honesty)],
    });
    const { verdicts } = await run(told, { mode: 'sim', seed: 1 });
    return verdicts.flatMap(({ check, verdict }) => (verdict.result === 'fail' ? check : []));
  };
  expect(await results({})).toContain('steady-state');
  expect(await results({ evidence: ['model'] })).toEqual([]);
});
