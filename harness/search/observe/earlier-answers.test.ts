import { expect, test } from 'vitest';
import { completes, inProcess, provider, run, scenario } from '../../../index.ts';
import { observe } from './observation.ts';

/** How a conversation ended as a search sees it, with an earlier answer of this text. */
async function endingAfter(said: string) {
  const talk = scenario('a talk', {
    points: { model: provider({ script: [{ reply: 'Hello.' }] }) },
    system: inProcess(
      () =>
        (_, { past }) =>
          Promise.resolve(past.length === 0 ? said : 'Bye.'),
    ),
    tasks: [{ input: 'Hi', turns: ['Bye'] }],
    plan: [],
    checks: [completes()],
    phases: ['fault'],
  });
  const record = await run(talk, { mode: 'sim', seed: 1 });
  return observe(record, { marks: new Map(), isCoarse: false }).endings['during-1'];
}

test('two ways through a task are the same only where every answer is', async () => {
  const once = await endingAfter('It costs 4.');
  expect(await endingAfter('It costs 4.')).toEqual(once);
  const other = await endingAfter('It costs 5.');
  expect(other?.name).not.toBe(once?.name);
  expect(other?.manner).toBe(once?.manner);
});
