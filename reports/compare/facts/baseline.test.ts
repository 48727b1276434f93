import { expect, test } from 'vitest';
import { fifo } from '../../../harness/load/fifo-fixture.ts';
import { load } from '../../../harness/load/load.ts';
import { summarize } from '../../summary/summarize.ts';
import { mixedRuns, sampleMeta } from '../../testing/sample-runs.ts';
import { sampleSearch } from '../../testing/sample-search.ts';
import { baselineSchema, baselineText } from './baseline.ts';
import { loadFacts } from './read-load.ts';
import { suiteFacts } from './read-suite.ts';

const meta = sampleMeta({ searches: [sampleSearch()] });
const suite = suiteFacts(summarize(mixedRuns(), meta));
const report = await load(fifo({ retries: 0 }), {
  seed: 1,
  load: { rate: 20, phases: { baseline: '30 s', fault: '10 s', recovery: '20 s' } },
});

test.each([suite, loadFacts(report)])('what is saved of a $kind is read as it was', (facts) => {
  const text = baselineText(facts);
  expect(baselineSchema.parse(JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(facts)));
});

test('it is the same whatever time the runs took and whichever came first', () => {
  const again = mixedRuns()
    .toReversed()
    .map((run) => ({ ...run, tookMs: 99 }));
  const later = sampleMeta({ ...meta, startedAt: '2027-01-01T00:00:00.000Z', tookMs: 1 });
  expect(baselineText(suiteFacts(summarize(again, later)))).toBe(baselineText(suite));
});

test('it is small, and a change of one run shows as few lines', () => {
  const lines = baselineText(suite).split('\n');
  const [first, ...others] = mixedRuns();
  const other = [{ ...first!, result: 'unknown' as const }, ...others];
  const changed = baselineText(suiteFacts(summarize(other, meta))).split('\n');
  const news = changed.filter((line) => !lines.includes(line));
  expect(news.length).toBeLessThan(6);
  expect(baselineText(loadFacts(report)).length).toBeLessThan(JSON.stringify(report).length);
});
