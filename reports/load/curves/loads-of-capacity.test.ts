import { expect, test } from 'vitest';
import type { FoundCapacity } from '../../../harness/model/load/capacity.ts';
import { sampleCapacity as capacity, sampleTrial as trial } from '../../testing/sample-curves.ts';
import { loadsOfCapacity } from './loads-of-capacity.ts';
import { severalPage } from './several-page.ts';
import { severalText } from './several-text.ts';

const text = (over: Partial<FoundCapacity> = {}) =>
  severalText(loadsOfCapacity({ ...capacity, ...over }, null), { color: false, width: 100 });

test('the page shows each rate with its interval, and between which the answer lies', () => {
  const page = severalPage(loadsOfCapacity(capacity, null));
  expect(page.match(/class="whisker"/g)).toHaveLength(3);
  expect(page.match(/class="fault-on"/g)).toHaveLength(1);
  expect(page).toContain('holds at 80 tasks a second and fails at 84: p99 &lt;= 2 s: 3 s.');
  expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|src=/);
});

test('the text has the answer first, then the rates in order', () => {
  expect(text()).toMatch(/^PASS {2}books <once>, capacity\nwithout faults.*demo\.no-key/);
  expect(text()).toMatch(/80 +holds +120 s +98 % +1\.2 s +7\n.*84 +fails.*\n.*160 +fails/);
});

test.each<[Partial<FoundCapacity>, string]>([
  [{ holdsAt: null, failsAt: 20 }, 'holds at no rate that was tried; it fails at 20'],
  [{ failsAt: null, reason: 'it held' }, 'at which it fails is not known: it held.'],
  [{ holdsAt: null, failsAt: null, reason: 'too short' }, 'holds is not known: too short.'],
  [{ cut: 'stopped at 90' }, 'not known: stopped at 90: what was tried before is whole'],
  [{ failsAt: 160, trials: [trial(100, 'unknown', 'too short')] }, '100 tasks a second: too short'],
])('what is not known is not told as a number: %j', (over, words) => {
  expect(text(over)).toContain(words);
});
