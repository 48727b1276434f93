import { expect, test } from 'vitest';
import type { Tipping } from '../../../harness/model/load/tipping.ts';
import { sampleTipping as tipping } from '../../testing/sample-curves.ts';
import { loadsOfTipping } from './loads-of-tipping.ts';
import { severalPage } from './several-page.ts';
import { severalText } from './several-text.ts';

const text = (over: Partial<Tipping> = {}) =>
  severalText(loadsOfTipping({ ...tipping, ...over }, null), { color: false, width: 120 });

test('the page shows each fault that was tried, the frontier, and the smallest', () => {
  const page = severalPage(loadsOfTipping(tipping, null));
  expect(page.match(/class="trial fail"/g)).toHaveLength(3);
  expect(page.match(/class="trial pass"/g)).toHaveLength(3);
  expect(page.match(/class="trial unknown"/g)).toHaveLength(1);
  expect(page.match(/class="smallest"/g)).toHaveLength(1);
  expect(page).toContain('slow.ms 25 ms for 1.5 s is enough');
  expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|src=/);
});

test('the text has the smallest fault, and for how long each depth is borne', () => {
  expect(text()).toMatch(/^FAIL {2}books <once>, tipping point/);
  expect(text()).toContain('fault: slow (25 ms) at shop');
  expect(text()).toMatch(
    /10 ms +4 s +not seen up to 4 s\n.*30 ms +1\.3 s +1\.5 s\n.*not seen +1\.4 s/,
  );
  expect(text()).toContain('not known: slow.ms 50 ms for 1.2 s: too soon');
});

test.each<[Partial<Tipping>, string]>([
  [
    { smallest: null, result: 'pass' },
    'comes back by itself from all that was tried: slow.ms up to',
  ],
  [{ smallest: null, result: 'unknown' }, 'from slow.ms up to 50 ms for 4 s is not known'],
  [{ cut: 'stopped at slow.ms 30' }, 'not known: stopped at slow.ms 30: what was tried before'],
  [{ smallest: null }, 'fault: slow (100 ms) at shop, every call, varied'],
])('what was seen is told, and no more: %j', (over, words) => {
  expect(text(over)).toContain(words);
});
