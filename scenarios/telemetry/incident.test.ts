import { expect, it } from 'vitest';
import { eventsOf, readTasks, run, type RunRecord } from '../../index.ts';
import careful from './incident.scenario.ts';
import { thatDay } from './incident.ts';

/** What became of each order of the baseline: users who reached the catalog, and how the order ended. */
function day({ trace }: RunRecord) {
  return readTasks(trace)
    .tasks.filter(({ role }) => role === 'before')
    .map(({ start, end, calls, ending }) => {
      const served = calls.filter(
        ({ start: call, end: over }) => call.point === 'catalog' && over?.outcome === 'replied',
      );
      const text = ending.how === 'answered' ? (ending.answer as { text: string }).text : '';
      return { fromMs: start.atMs, toMs: end?.atMs ?? 0, text, served: served.length };
    });
}

it('has the shape of that day: hidden by caches, then total, then a rollback that cannot be made', async () => {
  const record = await run(thatDay, { mode: 'sim', seed: 1 });
  const [before, rollout, impact, rollback, after] = day(record);
  expect(before).toMatchObject({ served: 32, text: '32 of 32 users were served' });
  expect(rollout).toMatchObject({ text: 'agent-2 runs on 100 % of the nodes' });
  // Nobody saw anything while it was rolled out.
  expect(rollout?.served).toBe(9);
  expect(impact?.served).toBeGreaterThan(0);
  expect(impact?.served).toBeLessThan(20);
  expect(rollback).toMatchObject({ text: 'No rollback could be made.' });
  expect(after?.served).toBe(0);
  const last = eventsOf(record.trace, 'call.end').findLast(
    ({ point, outcome }) => point === 'catalog' && outcome === 'replied',
  );
  // What caches hid lasted no longer than they do.
  const hiddenMs = (last?.atMs ?? 0) - (rollout?.fromMs ?? 0);
  expect(hiddenMs).toBeGreaterThan(20_000);
  expect(hiddenMs).toBeLessThanOrEqual(30_000);
  expect(record.verdicts.some(({ verdict }) => verdict.result === 'fail')).toBe(true);
});

it('stays a rollout that was declined where everything is on', async () => {
  const record = await run(careful, { mode: 'sim', seed: 1 });
  const [, rollout, impact, rollback, after] = day(record);
  expect(rollout?.text).toBe('Taken back at 25 %: the control plane would be saturated.');
  expect(impact?.text).toBe('60 of 60 users were served');
  expect(rollback?.text).toBe('Rolled back by control.');
  expect(after?.text).toBe('30 of 30 users were served');
});
