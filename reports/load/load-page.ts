import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { LoadPhaseReport, LoadReport } from '../../harness/model/load/load-report.ts';
import { cleansed } from '../words/printable.ts';
import { resultWords, strikeLine } from '../words/wording.ts';
import { checksSection } from './load-checks.ts';
import {
  goodputChart,
  firstTokenChart,
  latencyChart,
  outcomesChart,
} from './charts/load-charts.ts';
import { loadFrame } from './load-frame.ts';
import { useSection } from './use-section.ts';
import { recoverySection } from './recovery-section.ts';
import { table } from './load-table.ts';
import { worstTask } from './worst-task.ts';
import { loadHeadline, madeBy, percent, shareWords, time } from './load-words.ts';

/** Renders a load as one self-contained HTML page, without network access or scripts. */
export function loadPage(given: LoadReport): string {
  const report = cleansed(given);
  const { scenario, rate, arrivals, seed, variant, withinMs, doubts, invalid, recovery } = report;
  const isInvalid = invalid.length > 0;
  return loadFrame({
    kind: 'Load report',
    result: isInvalid ? 'unknown' : report.result,
    ...(isInvalid && { verdict: 'invalid' }),
    scenario,
    headline: loadHeadline(report),
    facts: [
      `${rate} tasks a second (${arrivals})`,
      `right within ${time(withinMs)}`,
      `${madeBy(report)}, seed ${seed}`,
      ...(variant === 'careful' ? [] : [variant]),
    ],
    strikes: report.plan.map(strikeLine),
    doubts: [...invalid, ...doubts],
    body: view`${charts(report)} ${gates(report)} ${checksSection(report)} ${worstTask(report)}
      ${phases(report)} ${recoverySection(report)} ${useSection(report)} ${kept(report)}`,
    footer: `Windows of ${time(report.windowMs)}; a task belongs to the one in which it was meant to begin. Shaded: faults on.${recovery?.afterMs == null ? '' : ' Green line: good again.'}`,
  });
}

function charts(report: LoadReport): VNode {
  return view`<section>
    <h2>Over time</h2>
    ${outcomesChart(report)} ${goodputChart(report)} ${latencyChart(report)} ${firstTokenChart(report)}</section>`;
}

function gates({ gates: all }: LoadReport): VNode {
  const rows = all.map(({ gate, phase, result, reason }) => [
    gate,
    phase || 'all',
    view`<span class="verdict ${result}">${resultWords[result]}</span>`,
    reason,
  ]);
  return view`<section><h2>What must hold</h2>${table(['Gate', 'Phase', 'Verdict', 'Why'], rows)}</section>`;
}

function phases({ phases: all }: LoadReport): VNode {
  const heads = [
    'Phase',
    'Offered',
    'Done',
    'Dropped',
    'Goodput',
    'p50',
    'p99',
    'Attempts a request',
  ];
  const rows = all.map((one) => [
    one.name,
    one.offered,
    one.done,
    one.dropped,
    one.goodput ? percent(one.goodput.value) : '-',
    time(one.responseMs.p50),
    time(one.responseMs.p99),
    attempts(one),
  ]);
  const ended = all.map(({ name, goodput, rates, extendedMs }) => [
    name,
    shareWords(goodput),
    shareWords(rates.abstained),
    shareWords(rates.wrong),
    extendedMs > 0 ? time(extendedMs) : '-',
  ]);
  return view`<section>
    <h2>By phase</h2>
    ${table(heads, rows)}
    ${table(['Share of tasks', 'Right, in time', 'Abstained', 'Wrong', 'Longer than planned'], ended)}
  </section>`;
}

function attempts({ points }: LoadPhaseReport): string {
  return Object.entries(points)
    .map(
      ([name, { attempts: all, requests }]) =>
        `${name} ${(all / Math.max(1, requests)).toFixed(2)}`,
    )
    .join(', ');
}

function kept({ kept: all }: LoadReport): VNode | null {
  if (all.length === 0) return null;
  const rows = all.map(({ task, why, outcome, responseMs }) => [
    task,
    why,
    outcome,
    time(responseMs),
  ]);
  return view`<section><h2>Tasks whose traces are kept</h2>
    ${table(['Task', 'Why', 'Outcome', 'Response'], rows)}</section>`;
}
