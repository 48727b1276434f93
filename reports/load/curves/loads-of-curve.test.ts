import { expect, test } from 'vitest';
import type { Curve } from '../../../harness/model/load/curve.ts';
import { sampleCurve as curve, sampleLevel as level } from '../../testing/sample-curves.ts';
import { loadsOfCurve } from './loads-of-curve.ts';
import { severalPage } from './several-page.ts';
import { severalText } from './several-text.ts';

const text = (over: Partial<Curve> = {}) =>
  severalText(loadsOfCurve({ ...curve, ...over }, null), { color: false, width: 100 });

test('the page shows the curve, its band, the bound and the knee, and asks nobody', () => {
  const page = severalPage(loadsOfCurve(curve, null));
  expect(page.match(/<figure/g)).toHaveLength(4);
  expect(page.match(/class="band"/g)).toHaveLength(4);
  expect(page).toContain('Tokens for each task that is right: 100 ms 200, 200 ms 300, 1.5 s 1600');
  expect(page.match(/class="bound"/g)).toHaveLength(1);
  expect(page).toMatch(/class="knee"[^>]*x1="[\d.]+"/);
  expect(page).toContain('knee: 200 ms');
  expect(page).toContain('Goodput over slow.ms: 100 ms 98 %, 200 ms 93 %, 1.5 s 50 %.');
  expect(page).toContain('books &lt;once>');
  expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|src=/);
});

test('the text has the knee, the area, and each level with its band', () => {
  expect(text()).toMatch(/^FAIL {2}books <once>, over slow\.ms/);
  expect(text()).toContain(
    'goodput >= 90 % holds up to slow.ms 200 ms; it does not at slow.ms 1.5 s.',
  );
  expect(text()).toContain('Area under the curve: 0.70 (0.66 to 0.75)');
  expect(text()).toMatch(/200 ms +93 % +91 % to 95 % +10 ms +100 ms to 200 ms +1\.20/);
});

test('no line is drawn across a level that is not known, and it says why', () => {
  const unknown = level(200, 0.93, { goodput: null, why: 'the fault never struck' });
  const over = {
    levels: [level(100, 0.98), unknown, level(1500, 0.5)],
    knee: { holdsAt: 100, failsAt: 1500 },
    audc: null,
  };
  expect(
    severalPage(loadsOfCurve({ ...curve, ...over }, null)).match(/class="curve"/g),
  ).toHaveLength(5);
  expect(text(over)).toContain('not known: slow.ms 200 ms: the fault never struck');
  expect(text(over)).toContain('The area under the curve is not known.');
});

test.each<[Partial<Curve>, string]>([
  [{ knee: { holdsAt: 1500, failsAt: null } }, 'holds over the whole range, up to slow.ms 1.5 s'],
  [{ knee: { holdsAt: 100, failsAt: null } }, 'holds up to slow.ms 100 ms, as far as is known'],
  [{ knee: { holdsAt: null, failsAt: 100 } }, 'does not hold at any level from slow.ms 100 ms on'],
  [{ knee: { holdsAt: null, failsAt: 1500 } }, 'is not known at slow.ms 100 ms; it does not at'],
  [{ bound: null, knee: null }, 'No bound on goodput was asked for'],
  [{ levels: [], cut: 'stopped at level 1 of 3' }, 'stopped at level 1 of 3'],
])('the knee in words: %j', (over, words) => {
  expect(text(over)).toContain(words);
  expect(severalPage(loadsOfCurve({ ...curve, ...over }, null))).toContain('Degradation curve');
});
