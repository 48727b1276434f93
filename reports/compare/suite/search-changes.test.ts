import { expect, test } from 'vitest';
import { summarize } from '../../summary/summarize.ts';
import { sampleMeta } from '../../testing/sample-runs.ts';
import { cleanSearch, sampleSearch } from '../../testing/sample-search.ts';
import type { Searched } from '../../../harness/model/trace/exploration.ts';
import { suiteFacts } from '../facts/read-suite.ts';
import { marginsIn } from '../margins.ts';
import { compareSuites } from './compare-suites.ts';

const facts = (...searches: readonly Searched[]) =>
  suiteFacts(summarize([], sampleMeta({ searches })));
const compared = (base: Searched, ...now: readonly Searched[]) =>
  compareSuites(facts(base), facts(...now), marginsIn([]));
const clean = cleanSearch();
const { levels, coverage } = clean.exploration;

test('a finding that a whole search had not met is worse; the same is not', () => {
  expect(compared(clean, sampleSearch())).toMatchObject({
    result: 'worse',
    changes: [{ kind: 'newly-broke', result: 'worse' }],
  });
  const again = compared(sampleSearch(), sampleSearch());
  expect([again.result, again.changes.map(({ kind }) => kind)]).toEqual([
    'not-worse',
    ['still-broken'],
  ]);
  expect(compared(clean, clean)).toMatchObject({ result: 'not-worse', changes: [] });
});

test('a finding that the baseline could not have met is not known to be worse', () => {
  expect(compared(cleanSearch({ stopped: 'budget' }), sampleSearch()).changes[0]).toMatchObject({
    result: 'unknown',
    reason: expect.stringContaining('ended before its end (budget)') as string,
  });
  const without = cleanSearch({ faults: ['slow (ms 3000)'], coverage: [] });
  expect(compared(without, sampleSearch()).changes[0]?.reason).toContain('did not try lost-reply');
  const shallow = cleanSearch({ levels: [] });
  expect(compared(shallow, sampleSearch()).changes[0]?.reason).toContain('takes 1 faults at once');
});

test('a finding that is not met newly holds where the search went to its end', () => {
  expect(compared(sampleSearch(), clean)).toMatchObject({
    result: 'not-worse',
    changes: expect.arrayContaining([
      expect.objectContaining({ kind: 'newly-holds' }),
    ]) as unknown[],
  });
  const early = compared(sampleSearch(), cleanSearch({ stopped: 'time' }));
  expect([early.result, early.changes[0]?.kind]).toEqual(['unknown', 'no-longer-known']);
});

test('a fault that was tried at a call, and is not now, is no longer covered', () => {
  const struck = coverage.find(({ state }) => state === 'struck');
  const less = coverage.map((cell) =>
    cell === struck ? { ...cell, state: 'unreached' as const, why: '' as const } : cell,
  );
  const { result, changes } = compared(clean, cleanSearch({ coverage: less }));
  expect(result).toBe('unknown');
  expect(changes).toMatchObject([{ kind: 'no-longer-covered', reason: 'it was not tried there' }]);
  expect(changes[0]?.what).toContain(struck?.fault);
  const back = compared(cleanSearch({ coverage: less }), clean);
  expect(back.result).toBe('not-worse');
});

test('less depth, an end too early, and no search at all are told', () => {
  const first = cleanSearch({ levels: levels.slice(0, 1) });
  expect(compared(clean, first).changes[0]?.reason).toContain('1 faults at once searched through');
  expect(compared(clean, cleanSearch({ stopped: 'budget' })).result).toBe('unknown');
  expect(compared(clean).changes[0]?.reason).toBe('it was not searched');
});

test('a search of another variant is compared, and that is said', () => {
  const { result, unlike } = compared(clean, sampleSearch({ variant: 'no-key' }));
  expect([result, unlike[0]]).toEqual([
    'worse',
    expect.stringContaining('careful before, no-key now'),
  ]);
});

test('what a search that ended early did not try is told in one line', () => {
  const none = coverage.map((cell) => ({ ...cell, state: 'unreached' as const, why: '' as const }));
  const early = compared(clean, sampleSearch({ stopped: 'found', coverage: none }));
  const lost = early.changes.filter(({ kind }) => kind === 'no-longer-covered');
  expect(lost).toHaveLength(1);
  expect(lost[0]?.reason).toMatch(/^\d+ faults at calls were not tried, .*ended early \(found\)/);
  const whole = compared(clean, cleanSearch({ coverage: none }));
  expect(whole.changes.length).toBeGreaterThan(2);
});
