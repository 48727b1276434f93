import { clip } from '../words/printable.ts';
import { passWords, reliabilityRows, shareWords } from '../reliability/words.ts';
import type { Measured } from '../reliability/reliability.ts';
import type { ScenarioSummary, Summary } from '../summary/summary.ts';
import { safe } from './escape.ts';

const mostRows = 100;

/** Renders the reliability of all scenarios and of each; empty where each scenario has one run. */
export function reliabilityText({ reliability, families }: Summary): readonly string[] {
  if (!reliability) return [];
  const rows = reliabilityRows(reliability).map(
    ({ name, text }) => `| ${safe(name)} | ${safe(text)} |`,
  );
  const scenarios = families.flatMap((family) => family.scenarios);
  return [
    '## Reliability over several runs',
    'Shares are of plans such as were run, not of production.',
    ['| | with 95 % interval |', '| --- | --- |', ...rows].join('\n'),
    ...(scenarios.length > 1 ? byScenario(scenarios) : []),
  ];
}

function byScenario(scenarios: readonly ScenarioSummary[]): readonly string[] {
  const rows = scenarios.slice(0, mostRows).flatMap(({ title, reliability }) => {
    if (!reliability) return [];
    const { safeSuccess, precision, recall } = reliability;
    const cells = [
      clip(title, 200),
      passWords(reliability),
      cell(safeSuccess.underFaults),
      cell(precision),
      cell(recall),
    ];
    return [`| ${cells.map(safe).join(' | ')} |`];
  });
  const head = [
    '| scenario | pass^k | safe success under faults | abstention precision | abstention recall |',
    '| --- | --- | --- | --- | --- |',
  ];
  const left = scenarios.length - mostRows;
  const more = left > 0 ? [`*${left} more scenarios had no room here.*`] : [];
  return [[...head, ...rows].join('\n'), ...more];
}

function cell(measured: Measured | null): string {
  return measured === null ? '' : shareWords(measured);
}
