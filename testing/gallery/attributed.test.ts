import { setInterval } from 'node:timers';
import { expect, test } from 'vitest';
import { api, http, HttpResponse, inProcess, run, scenario, type System } from '../../index.ts';
import { attributed, words } from './attributed.ts';

/** What the check says of an agent that buys what this makes of its task's word. */
async function verdictOf(system: System, atOnce: number = words.length) {
  const { verdicts } = await run(
    scenario('all at once', {
      points: { shop: api([http.get('/buy/:word', () => HttpResponse.json({ done: true }))]) },
      system,
      tasks: words.map((input) => ({ input })),
      atOnce,
      plan: [],
      phases: ['fault'],
      checks: [attributed()],
    }),
    { mode: 'wire' },
  );
  return verdicts.find(({ check }) => check === 'attributed')!.verdict;
}

const buying = (wordOf: (input: string) => string) =>
  inProcess((at) => async (input) => {
    const reply = await fetch(`${at.url('shop')}/buy/${wordOf(String(input))}`);
    return reply.json();
  });

test('calls that ask for what their task is about are attributed', async () => {
  expect(await verdictOf(buying((input) => input))).toEqual({ result: 'pass' });
});

test('a call that asks for what another task is about is not', async () => {
  const other = (input: string) => words[(words.findIndex((word) => word === input) + 1) % 8]!;
  expect((await verdictOf(buying(other))).result).toBe('fail');
});

test('tasks that are open one after another show nothing', async () => {
  expect(
    (
      await verdictOf(
        buying((input) => input),
        1,
      )
    ).result,
  ).toBe('unknown');
});

test('a call that is made outside of its task belongs to none, and makes it unknown', async () => {
  // Asks from a queue that was there before any task, as of a client that collects what it sends.
  const collecting = inProcess((at) => {
    const queue: { readonly word: string; readonly done: (answer: unknown) => void }[] = [];
    setInterval(() => {
      for (const { word, done } of queue.splice(0))
        void fetch(`${at.url('shop')}/buy/${word}`).then(async (reply) => done(await reply.json()));
    }, 5).unref();
    return (input) => new Promise((done) => void queue.push({ word: String(input), done }));
  });
  expect(await verdictOf(collecting)).toMatchObject({ result: 'unknown' });
});
