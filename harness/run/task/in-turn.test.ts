import { expect, test } from 'vitest';
import {
  check,
  eventsOf,
  HttpResponse,
  inProcess,
  passed,
  run,
  scenario,
  type Task,
} from '../../../index.ts';
import { api } from '../../points/api.ts';
import { http } from '../../points/mocked/http.ts';

/** When each task of the fault phase is asked, from the start of that phase (ms). */
async function asked(tasks: readonly Task[], atOnce: number): Promise<readonly number[]> {
  const { trace } = await run(
    scenario('people come when they come', {
      points: { shop: api([http.get('/', () => HttpResponse.json({}))]) },
      system: inProcess(() => async (ms) => {
        await new Promise((resolve) => setTimeout(resolve, Number(ms)));
        return { status: 'done' };
      }),
      atOnce,
      tasks,
      plan: [],
      checks: [check('any', () => passed)],
    }),
    { mode: 'sim', seed: 1 },
  );
  const [began] = eventsOf(trace, 'phase').filter(({ role }) => role === 'during');
  const starts = eventsOf(trace, 'task.start').filter(({ role }) => role === 'during');
  return starts.map(({ atMs }) => atMs - (began?.atMs ?? 0));
}

test('a task is asked no sooner than it says, in each phase anew', async () => {
  const tasks: readonly Task[] = [
    { input: 10 },
    { input: 10, after: 25 },
    { input: 10, after: '2 s' },
  ];
  expect(await asked(tasks, 3)).toEqual([0, 25, 2_000]);
});

test('nor before one that it waits for', async () => {
  const tasks: readonly Task[] = [{ input: 100 }, { input: 10, after: 25 }, { input: 10 }];
  expect(await asked(tasks, 1)).toEqual([0, 100, 110]);
});

test('what is no length of time is refused', async () => {
  const wrong = { input: 10, after: 'soon' } as unknown as Task;
  await expect(asked([wrong], 1)).rejects.toThrow(/after/);
});
