import { expect, test } from 'vitest';
import { hostile } from '../testing/sample-runs.ts';
import { compareMarkdown } from './compare-markdown.ts';
import { compareText } from './compare-text.ts';
import type { Change, ComparedMeasure, Comparison } from './comparison.ts';

const change: Change = {
  kind: 'newly-broke',
  file: 'a.scenario.ts',
  title: 'books once',
  what: 'exactly-once',
  reason: 'fails in 3 of 5 runs',
  result: 'worse',
};
const measure: ComparedMeasure = {
  name: 'goodput',
  where: 'fault',
  unit: 'share',
  base: 0.98,
  now: 0.95,
  difference: { value: -0.03, low: -0.05, high: -0.012 },
  how: 'paired: the same arrivals',
  margin: 0.01,
  result: 'worse',
  isBetter: false,
};
const still: ComparedMeasure = {
  ...measure,
  name: 'hung',
  margin: null,
  difference: { value: 0, low: -0.001, high: 0.001 },
  result: 'not-worse',
};
const better: ComparedMeasure = { ...still, name: 'failed', isBetter: true };
const comparison: Comparison = {
  version: 1,
  kind: 'load',
  base: { file: 'base.json', says: 'before' },
  now: { file: 'now.json', says: 'after' },
  unlike: [],
  result: 'worse',
  changes: [change],
  differences: [measure, { ...measure, name: 'degraded', margin: null, result: 'not-worse' }],
  notes: ['seeds 1 and 2'],
};
const text = (of: Comparison) => compareText(of, { color: false, width: 100 });

test('both say what is worse first, with the difference, its interval and the margin', () => {
  const said = text(comparison);
  expect(said).toMatch(/^WORSE {2}Worse than the baseline: goodput \(fault\), 1 newly broke\./);
  expect(said.replaceAll(/\s+/g, ' ')).toContain(
    '98 % to 95 %, -3 points (-5 to -1.2), may be 1 point worse',
  );
  const markdown = compareMarkdown(comparison);
  expect(markdown).toMatch(/^# Brownout: Worse than the baseline/);
  expect(markdown).toContain('**newly broke**');
  expect(markdown).toContain('1 other difference, within its margin or not asked about');
});

test('what broke and is worse stands first, then what is better; what stood still is one line', () => {
  const many = Array.from({ length: 60 }, (_, n) => ({ ...still, where: `phase ${n}` }));
  const untold = { ...still, difference: null, how: 'too short to say' };
  const given = { ...comparison, differences: [...many, better, untold, measure] };
  const said = text(given).split('\n');
  const at = (wanted: RegExp) => said.findIndex((line) => wanted.test(line));
  expect([
    at(/^newly broke:/),
    at(/WORSE +goodput in fault/),
    at(/BETTER +failed in fault/),
  ]).toEqual([4, 8, 12]);
  expect(said.filter((line) => line.includes('hung'))).toEqual([]);
  expect(said.join(' ')).toContain('60 measures did not move; of 1 measure nothing was asked');
  expect(said.length).toBeLessThan(22);
  const markdown = compareMarkdown(given);
  expect(markdown.indexOf('**WORSE**')).toBeLessThan(markdown.indexOf('**better**'));
  expect(markdown).not.toContain('hung');
});

test('systems that are not the same are named before all differences', () => {
  const given = { ...comparison, unlike: ['careful before, orders.hasty now'] };
  expect(text(given)).toMatch(
    /now +now\.json.*\nnot the same: careful before, orders\.hasty now\n/,
  );
  expect(compareMarkdown(given)).toContain('> Not the same: careful before, orders.hasty now');
});

test('what is not known says so, what is well says no more than that', () => {
  const unknown: Comparison = {
    ...comparison,
    result: 'unknown',
    changes: [{ ...change, result: 'unknown' }],
    differences: [],
  };
  expect(text(unknown)).toMatch(/^CANNOT TELL {2}Cannot tell: 1 newly broke\./);
  const well: Comparison = { ...comparison, result: 'not-worse', changes: [], differences: [] };
  expect(text(well)).toMatch(/^NOT WORSE {2}Not worse than the baseline within the margins\./);
});

test('a long list is cut, and says by how much; nothing foreign gets through', () => {
  const many = Array.from({ length: 130 }, (_, n) => ({ ...change, what: `${n} ${hostile}` }));
  const long = { ...comparison, changes: many };
  expect(text(long)).toContain('and 110 more, in compare.json');
  expect(compareMarkdown(long)).toContain('and 30 more, in compare.json');
  for (const said of [text(long), compareMarkdown(long)]) {
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  }
  expect(compareMarkdown(long)).not.toContain('<b>');
});
