import { expect, it, test } from 'vitest';
import { notApplicable, passed } from '../harness/model/trace/verdict.ts';
import { reporters } from './index.ts';
import { junit } from './junit.ts';
import { summarize } from './summary/summarize.ts';
import { all, parseMarkup } from './testing/markup.ts';
import { sampleMeta, sampleRun } from './testing/sample-runs.ts';
import { text } from './text.ts';

const idle = { check: 'backs-off', verdict: notApplicable('no reply said how long to wait') };
const held = { check: 'completes', verdict: passed };
const runs = [
  sampleRun({ seed: 1, verdicts: [held, idle] }),
  sampleRun({ seed: 2, verdicts: [held, idle] }),
];
const summary = summarize(runs, sampleMeta());

it('is no doubt of a scenario that another check judged', () => {
  expect(summary).toMatchObject({ result: 'pass', totals: { passed: 1, inconclusive: 0 } });
  const [scenario] = summary.families.flatMap(({ scenarios }) => scenarios);
  expect(scenario).toMatchObject({
    doubts: [],
    inapplicable: [{ check: 'backs-off', reason: 'no reply said how long to wait', count: 2 }],
  });
  expect(scenario?.checks[1]).toMatchObject({ pass: 0, unknown: 0, notApplicable: 2 });
});

test.for(reporters)('$name shows it', ({ render }) => {
  const shown = render(summary);
  expect(shown).toContain('backs-off');
  expect(shown).toMatch(/not applicable|"notApplicable": 2/);
});

it('is told with its reason where that says what to add', () => {
  const open = { check: 'discloses', verdict: notApplicable('nothing is expected (give it that)') };
  const told = summarize([sampleRun({ verdicts: [held, idle, open] })], sampleMeta());
  const words = 'not applicable: backs-off; discloses: nothing is expected (give it that)';
  expect(text.render(told)).toContain(words);
});

it('is skipped in JUnit, apart from what is unknown', () => {
  const root = parseMarkup(junit.render(summary));
  const [skipped] = all(root, 'skipped');
  expect(skipped?.attributes['message']).toBe('not applicable: no reply said how long to wait');
  const properties = all(root, 'property').map(({ attributes }) => attributes);
  expect(properties).toContainEqual({ name: 'unknown', value: '0' });
});

it('is not shown where the check judged some of the runs', () => {
  const judged = sampleRun({ seed: 3, verdicts: [held, { ...idle, verdict: passed }] });
  const mixed = summarize([...runs, judged], sampleMeta());
  expect(text.render(mixed)).not.toContain('not applicable');
  expect(all(parseMarkup(junit.render(mixed)), 'skipped')).toEqual([]);
});

it('leaves a run unknown where no check applies, and says so', () => {
  const reason = 'no check applies; backs-off: no reply said how long to wait';
  const run = sampleRun({
    verdicts: [{ ...held, check: 'steady-state' }, idle],
    result: 'unknown',
    why: reason,
  });
  const doubts = summarize([run], sampleMeta()).families[0]?.scenarios[0]?.doubts;
  expect(doubts).toEqual([{ check: 'run', reason, count: 1 }]);
});
