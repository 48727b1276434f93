import { describe, expect, it } from 'vitest';
import { inProcess } from '../run/in-process.ts';
import type { DialectName } from '../provider/dialects/index.ts';
import { speakers } from '../provider/dialects/speakers-fixture.ts';
import { provider } from '../provider/provider.ts';
import { completes, run, scenario } from '../../index.ts';
import { traceBuilder } from './trace-builder.ts';
import { promptsOf } from './prompts.ts';

const talk = { model: 'm', system: 'Be kind.', user: 'Hi', past: [], tools: ['find'] };

/** The prompts of an agent that asks once a task, in the words of a dialect. */
async function prompts(dialect: DialectName, keep: 'tail' | 'all') {
  const { method, path, headers, body } = speakers[dialect].ask({ ...talk, stream: false });
  const asking = scenario('asks once', {
    points: { model: provider({ script: [{ reply: 'Hello.' }], dialect, keep }) },
    system: inProcess((at) => async () => {
      const url = new URL(path, at.url('model'));
      return (await fetch(url, { method, headers, body })).status;
    }),
    tasks: [{ input: 'a' }],
    plan: [],
    checks: [completes()],
  });
  return promptsOf((await run(asking, { mode: 'sim', seed: 1 })).trace, 'model');
}

describe.each(Object.keys(speakers) as DialectName[])('prompts in %s', (dialect) => {
  it('have their instructions and tools, wherever the wire has them', async () => {
    const all = await prompts(dialect, 'all');
    expect(all.map(({ role }) => role)).toEqual(['before', 'during', 'after']);
    const [first] = all;
    expect(first).toMatchObject({ task: 'before-1', told: 'Be kind.' });
    expect(first?.tools.map(({ name }) => name)).toEqual(['find']);
    expect(JSON.stringify(first?.messages)).toContain('Hi');
    expect(first?.call.end?.outcome).toBe('replied');
  });

  it('are an error where the trace kept only their end', async () => {
    await expect(prompts(dialect, 'tail')).rejects.toThrow("keep: 'all'");
  });
});

it('leaves out what is no prompt, and other points', () => {
  const input = { model: 'm', told: '', messages: [], tools: [{ type: 'web_search' }] };
  const trace = traceBuilder()
    .task('t1')
    .call('model', 'chat', { input: { refused: 400 } })
    .call('model', 'models')
    .call('flights', 'chat', { input })
    .call('model', 'chat', { input })
    .trace();
  const [only, ...others] = promptsOf(trace, 'model');
  expect(others).toEqual([]);
  expect(only).toMatchObject({ task: 't1', role: 'during', tools: [{ name: 'web_search' }] });
});
