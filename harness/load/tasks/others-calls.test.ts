import { expect, test } from 'vitest';
import type { Role } from '../../model/phase.ts';
import type { Event } from '../../model/trace/trace.ts';
import type { Arrival } from '../schedule.ts';
import { othersCalls } from './others-calls.ts';

/** A task that asks the shop once, or not at all, and how it ended. */
function task(outcome: 'failed' | 'replied' | null, { role = 'during', full = false } = {}) {
  const start = { kind: 'call.start', call: 1, point: 'shop', label: 'GET /price', atMs: 5 };
  const effect = { kind: 'effect', call: 1, point: 'shop', atMs: 6 };
  const call = outcome === null ? [] : [start, effect, { kind: 'call.end', call: 1, outcome }];
  const disposition = full ? 'full' : 'failed';
  const end = { kind: 'task.end', ending: { how: 'answered', disposition } };
  const arrival = { phase: { role: role as Role } } as Arrival;
  return { arrival, events: [...call, end] as unknown as Event[] };
}

const usual = task('replied').events;
const kinds = (events: readonly Event[]) => events.map(({ kind }) => kind);

test('what failed for another task stands beside one that did not ask, without its effects', () => {
  const calls = othersCalls(() => []);
  calls.see(task('failed'));
  expect(kinds(calls.beside(task(null), usual))).toEqual(['call.start', 'call.end']);
});

test('so does what failed for one that is open', () => {
  const calls = othersCalls(() => [task('failed')]);
  expect(calls.beside(task(null), usual)).toHaveLength(2);
});

test.each([
  ['was replied to', task('replied'), task(null)],
  ['was of another phase', task('failed', { role: 'after' }), task(null)],
  ['the task asks itself', task('failed'), task('failed')],
  ['the task, answered in full, did not need', task('failed'), task(null, { full: true })],
])('what %s does not', (_, other, own) => {
  const calls = othersCalls(() => []);
  calls.see(other);
  expect(calls.beside(own, usual)).toEqual([]);
});
