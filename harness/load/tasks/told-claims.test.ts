import { expect, test } from 'vitest';
import type { Event } from '../../model/trace/trace.ts';
import type { Arrival } from '../schedule.ts';
import { toldClaims } from './told-claims.ts';

/** A task that was told, and says, these. */
function task(
  input: string,
  {
    told = [],
    says = [],
    taint = '',
  }: {
    readonly told?: readonly string[];
    readonly says?: readonly string[];
    readonly taint?: string;
  },
) {
  const arrival = { task: { input } } as unknown as Arrival;
  const reply = { kind: 'call.end', point: 'shop', taint, meaning: told };
  const end = { kind: 'task.end', ending: { how: 'answered', answer: says } };
  return { arrival, events: [reply, end] as unknown as Event[] };
}

const none = () => [];
const evidence = ['shop'];

test('a claim of another task is lent with what that task was asked', () => {
  const claims = toldClaims({ evidence });
  claims.see(task('tea', { told: ['PR-0000000a'] }));
  claims.see(task('tea', { told: ['PR-0000000b'], taint: 'stale' }));
  const asks = task('oil', {
    told: ['PR-0000000c'],
    says: ['PR-0000000a', 'PR-0000000b', 'PR-0000000c'],
  });
  expect(claims.lentTo(asks, none)).toEqual([
    { claim: 'PR-0000000a', point: 'shop', input: '"tea"', isTrue: true },
    { claim: 'PR-0000000b', point: 'shop', input: '"tea"', isTrue: false },
  ]);
  expect(claims.lentTo(task('oil', { says: ['PR-0000000d'] }), none)).toEqual([]);
});

test('one that is open may have been told it, too', () => {
  const open = task('tea', { told: ['PR-0000000a'] });
  expect(
    toldClaims({ evidence }).lentTo(task('oil', { says: ['PR-0000000a'] }), () => [open]),
  ).toHaveLength(1);
});

test('of what was forgotten nothing is known; what is said again is kept', () => {
  const claims = toldClaims({ evidence, most: 2 });
  const asks = (claim: string) => claims.lentTo(task('oil', { says: [claim] }), none)[0]?.point;
  claims.see(task('tea', { told: ['PR-0000000a', 'PR-0000000b'] }));
  expect([asks('PR-0000000a'), asks('PR-0000000f')]).toEqual(['shop', undefined]);
  claims.see(task('tea', { told: ['PR-0000000c'] }));
  expect([asks('PR-0000000a'), asks('PR-0000000b'), asks('PR-0000000f')]).toEqual(['shop', '', '']);
});
