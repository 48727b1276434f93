import { expect, test } from 'vitest';
import { fifo } from '../../harness/load/fifo-fixture.ts';
import { load } from '../../harness/load/load.ts';
import { loadPage } from './load-page.ts';
import { loadText } from './load-text.ts';

const phases = { baseline: '10 s', fault: '10 s', recovery: '20 s' } as const;
const slo = { goodput: '>= 99 %', p99: '<= 1 s', recovery: '<= 5 s' };
const report = await load(fifo({ retries: 1 }), { seed: 1, load: { rate: 50, phases, slo } });

test('the page shows outcomes over time, faults, bounds and verdicts, and asks nobody', () => {
  const page = loadPage(report);
  expect(page.match(/<figure class="picture load/g)).toHaveLength(3);
  expect(page.match(/class="fault-on"/g)).toHaveLength(3);
  expect(page.match(/class="bound"/g)).toHaveLength(2);
  expect(page).toMatch(/aria-label="Tasks by outcome over time: \d+ unaffected/);
  expect(page).toContain('recovery &lt;= 5 s');
  expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|src=/);
  expect(page.length).toBeLessThan(2_000_000);
});

test('the task that ended worst stands beside the same task of the baseline', () => {
  const [worst] = report.kept.filter(({ why }) => why === 'worst');
  const page = loadPage(report);
  expect(page).toContain('The worst task');
  expect(page).toMatch(
    new RegExp(`Without faults \\(before-\\d+\\).*This task \\(${worst?.task}\\)`, 's'),
  );
  expect(page.match(/>first difference</g)).toHaveLength(1);
  expect(loadPage({ ...report, kept: [] })).not.toContain('The worst task');
});

test('the text says what holds, what does not, and why', () => {
  const text = loadText(report, { color: false, width: 100 });
  expect(text).toMatch(/^FAIL {2}fifo/);
  expect(text).toMatch(/FAIL +recovery <= 5 s: not good again within 20 s/);
  expect(text).toMatch(/FAIL +goodput >= 99 % in fault: \d/);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('rates are told with their intervals', () => {
  const [first, ...others] = report.phases;
  const rates = {
    abstained: { value: 0.12, low: 0.1, high: 0.15 },
    wrong: { value: 0.01, low: 0, high: 0.02 },
  };
  const phases = first ? [{ ...first, rates }, ...others] : [];
  const text = loadText({ ...report, phases }, { color: false, width: 100 });
  expect(text).toContain('abstained 12 % (10 % to 15 %); wrong 1 % (0 % to 2 %)');
  expect(loadPage({ ...report, phases })).toContain('12 % (10 % to 15 %)');
});

test('a plan that was drawn is told as one of many', () => {
  const words = `these are what is drawn for seed ${report.seed}: --seed draws others`;
  const screen = { color: false, width: 100 };
  expect(loadText({ ...report, drawn: true }, screen)).toContain(words);
  expect(loadText(report, screen)).not.toContain('draws others');
});

test('a load that was not what it should be says so first', () => {
  const invalid = { ...report, invalid: ['tasks began late'] };
  expect(loadText(invalid, { color: false, width: 80 })).toMatch(/^INVALID/);
  expect(loadPage(invalid)).toContain('Nothing can be said of the agent: tasks began late.');
});
