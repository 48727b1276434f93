import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { refuse } from '../../faults/index.ts';
import { completes } from '../checks/completes.ts';
import { failuresIn } from '../model/trace/failures-in.ts';
import { runRecordSchema } from '../model/trace/run-record.ts';
import type { Task } from '../model/scenario.ts';
import { eventsOf } from '../model/trace/trace.ts';
import { api } from '../points/api.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

type Expected = NonNullable<Task['expect']>;

/** An agent that tells the prices of two shops, with what it says where one cannot be reached. */
function telling(instead: unknown, expected: Expected, usual: unknown = 'Aldous 25, Birch 28.') {
  return scenario('prices are told as they are', {
    points: { shop: api([http.get('/birch', () => HttpResponse.json({ price: 28 }))]) },
    system: inProcess((at) => async () => {
      const reply = await fetch(`${at.url('shop')}/birch`);
      return reply.ok ? usual : instead;
    }),
    tasks: [{ input: 'What does it cost?', expect: expected }],
    plan: [refuse({ status: 503 }).at('shop')],
    checks: [completes()],
  });
}

const judged = async (...how: Parameters<typeof telling>) => {
  const record = await run(telling(...how), { mode: 'sim', seed: 1 });
  return { record, failed: failuresIn(record).map(({ check }) => check) };
};

const modest = 'Aldous 25, Birch 31. I could not reach all shops.';
const mistold = /Birch (?!28)\d+/;

test.each<[string, unknown, Expected['wrong'], boolean]>([
  ['a text that a pattern finds', modest, mistold, true],
  ['a text that it does not find', 'Aldous 25. I could not reach Birch.', mistold, false],
  ['a pattern that remembers where it was', modest, /Birch 31/g, true],
  ['the text of an object', { status: 'degraded', text: modest }, mistold, true],
  ['a field of an object', { status: 'partial', birch: 31 }, /"birch":31/, true],
  ['what a function finds', modest, (said: unknown) => String(said).includes('31'), true],
  ['what a function does not find', modest, () => false, false],
  ['an answer that abstains', { status: 'abstained', text: modest }, mistold, true],
  ['an answer that says that it failed', { status: 'failed', text: modest }, mistold, true],
])('%s', async (_, instead, wrong = /never/, isBad) => {
  const { record, failed } = await judged(instead, { wrong });
  expect(failed).toEqual(isBad ? ['never-silently-wrong'] : []);
  const during = record.outcomes.find(({ role }) => role === 'during');
  expect(during?.outcome === 'silently-wrong').toBe(isBad);
  expect(runRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
});

test('is told with what was said and what may not be', async () => {
  const { record } = await judged(modest, { answer: /Aldous 25/, wrong: mistold });
  const found = record.verdicts.find(({ check }) => check === 'never-silently-wrong');
  expect(found?.verdict).toMatchObject({
    reason: `task during-1 is wrong: no answer may say ${mistold}, got ${modest}`,
  });
  const [start] = eventsOf(record.trace, 'task.start');
  expect(start).toMatchObject({ shouldSay: '/Aldous 25/', shouldNotSay: String(mistold) });
});

test('fails in the baseline, too, whatever else is expected', async () => {
  const wrong = { answer: /Aldous/, wrong: /Birch 28/ };
  const { record, failed } = await judged('I have nothing.', wrong);
  expect(failed).toContain('steady-state');
  const [verdict] = failuresIn(record).map((one) => one.verdict.reason);
  expect(verdict).toContain('is wrong without any fault: no answer may say /Birch 28/');
});

test('is refused where it is no pattern and no function, or breaks on an answer', async () => {
  expect(() => telling('', { wrong: 'Birch 31' as never })).toThrow(/`wrong` as a regular/);
  const breaks = (said: unknown) => (said as { text: string }).text.includes('31');
  await expect(judged('x', { wrong: breaks })).rejects.toThrow(/`expect.wrong` to take any answer/);
  await expect(judged('x', { wrong: async () => false })).rejects.toThrow(/told at once/);
});
