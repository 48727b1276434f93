import type {
  LoadGate,
  LoadPhaseReport,
  LoadReport,
} from '../../harness/model/load/load-report.ts';
import { outcomes } from '../../harness/model/trace/outcome.ts';
import { page, wrap, type Page, type TextOptions, type Tone } from '../text/page.ts';
import { printable } from '../words/printable.ts';
import { resultWords, strikeLine } from '../words/wording.ts';
import { madeBy, percent, shareWords, time } from './load-words.ts';
import { herdWords, mechanismWords } from './recovery-words.ts';
import { useWords } from './use-words.ts';

/** The report of a load for a terminal: the verdict, each phase, each gate, how it came out of the faults. */
export function loadText(report: LoadReport, options: TextOptions): string {
  const on = page(options);
  const { result, scenario, seed, rate, arrivals, withinMs, invalid, doubts } = report;
  const word = invalid.length > 0 ? 'invalid' : resultWords[result];
  const tone: Tone = invalid.length > 0 ? 'doubt' : tones[result];
  const lines = [
    `${on.paint(tone, word.toUpperCase())}  ${printable(scenario)}`,
    on.paint(
      'dim',
      `${rate} tasks a second (${arrivals}), right within ${time(withinMs)}; ${madeBy(report)}, seed ${seed}`,
    ),
    ...report.plan.map((strike) => on.paint('dim', `fault: ${strikeLine(strike)}`)),
    ...drawnLines(report, on),
    '',
    ...table(report.phases, on),
    ...recoveryLines(report, on),
    '',
    ...report.gates.flatMap((gate) => gateLines(gate, on)),
    ...unjudgedLines(report, on),
    ...invalid.flatMap((why) => wrap(printable(`invalid: ${why}`), on.width)),
    ...doubts.flatMap((why) => wrap(printable(`nothing can pass: ${why}`), on.width)),
  ];
  return lines.join('\n');
}

/** Whose faults these are, where the scenario draws many plans: a load is made under one of them. */
function drawnLines({ drawn, seed }: LoadReport, on: Page): readonly string[] {
  if (!drawn) return [];
  return [on.paint('dim', `these are what is drawn for seed ${seed}: --seed draws others`)];
}

const tones = { pass: 'good', fail: 'bad', unknown: 'doubt' } as const;

function table(phases: readonly LoadPhaseReport[], on: Page): readonly string[] {
  const head = ['phase', 'offered', 'done', 'dropped', 'goodput', 'p50', 'p99', 'attempts'];
  const rows = phases.map((one) => [
    one.name,
    String(one.offered),
    String(one.done),
    String(one.dropped),
    one.goodput ? percent(one.goodput.value) : '-',
    time(one.responseMs.p50),
    time(one.responseMs.p99),
    attempts(one),
  ]);
  const all = [head, ...rows];
  const widths = head.map((_, n) => Math.max(...all.map((row) => (row[n] ?? '').length)));
  const set = (row: readonly string[]) =>
    row
      .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
      .join('  ');
  return [
    on.paint('dim', `  ${set(head)}`),
    ...phases.flatMap((one, n) => [
      `  ${set(rows[n] ?? [])}`,
      ...[mixOf(one), ...rateWords(one), ...useWords(one)].flatMap((words) =>
        wrap(words, on.width - 4).map((line) => on.paint('dim', `    ${line}`)),
      ),
    ]),
  ];
}

/** Attempts for each request at the point where they are most. */
function attempts({ points }: LoadPhaseReport): string {
  const ratios = Object.values(points).map(
    ({ attempts: all, requests }) => all / Math.max(1, requests),
  );
  return ratios.length === 0 ? '-' : Math.max(...ratios).toFixed(2);
}

function rateWords({ rates: { abstained, wrong } }: LoadPhaseReport): readonly string[] {
  const its = [
    ...((abstained?.value ?? 0) > 0 ? [`abstained ${shareWords(abstained)}`] : []),
    ...((wrong?.value ?? 0) > 0 ? [`wrong ${shareWords(wrong)}`] : []),
  ];
  return its.length > 0 ? [its.join('; ')] : [];
}

function mixOf({ outcomes: counts, started, done, extendedMs }: LoadPhaseReport): string {
  const mix = outcomes.flatMap((one) => (counts[one] > 0 ? [`${counts[one]} ${one}`] : []));
  const open = started > done ? [`${started - done} did not end`] : [];
  const longer = extendedMs > 0 ? [`${time(extendedMs)} longer than planned`] : [];
  return [...mix, ...open, ...longer].join(', ');
}

function recoveryLines({ recovery, herds }: LoadReport, on: Page): readonly string[] {
  if (!recovery) return [];
  const { kind, reason, drainMs, mechanism, high, margin } = recovery;
  const more = [
    ...(drainMs === null || drainMs === 0
      ? []
      : [`the queue alone takes ${time(drainMs)} to drain`]),
    ...(mechanism === null ? [] : [mechanismWords(mechanism, high)]),
    ...(margin === null ? [] : [`vulnerability margin ${margin.toFixed(2)}`]),
  ];
  const lines = [`recovery: ${kind}, ${[reason, ...more].join('; ')}`, ...herdWords(herds)];
  return ['', ...lines.flatMap((line) => wrap(`  ${line}`, on.width))];
}

function unjudgedLines({ unjudged }: LoadReport, on: Page): readonly string[] {
  return unjudged.flatMap(({ check, why }) =>
    wrap(printable(`not judged under load: ${check} (${why})`), on.width - 2).map((line) =>
      on.paint('dim', `  ${line}`),
    ),
  );
}

function gateLines({ gate, phase, result, reason }: LoadGate, on: Page): readonly string[] {
  const where = phase === '' ? '' : ` in ${phase}`;
  const [first = '', ...rest] = wrap(printable(`${gate}${where}: ${reason}`), on.width - 11);
  const word = on.paint(tones[result], resultWords[result].padEnd(8));
  return [`  ${word} ${first}`, ...rest.map((line) => `${' '.repeat(11)}${line}`)];
}
