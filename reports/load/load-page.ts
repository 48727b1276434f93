import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { LoadPhaseReport, LoadReport } from '../../harness/model/load/load-report.ts';
import { style } from '../html/style.ts';
import { meaningsIn } from '../html/word.ts';
import { cleansed } from '../words/printable.ts';
import { resultWords, strikeLine } from '../words/wording.ts';
import { checksSection } from './load-checks.ts';
import { goodputChart, firstTokenChart, latencyChart, outcomesChart } from './load-charts.ts';
import { useSection } from './use-section.ts';
import { recoverySection } from './recovery-section.ts';
import { table } from './load-table.ts';
import { worstTask } from './worst-task.ts';
import { loadHeadline, madeBy, percent, shareWords, time } from './load-words.ts';

/** Renders a load as one self-contained HTML page, without network access or scripts. */
export function loadPage(report: LoadReport): string {
  return `<!doctype html>\n${render(pageOf(cleansed(report)))}\n`;
}

const policy = "default-src 'none'; style-src 'unsafe-inline'";

const own = `
.load { margin-top: 2rem; } .load h3 { margin-bottom: 0.5rem; }
.load text { font-size: 11px; fill: var(--soft); }
.fault-on { fill: var(--doubt-tint); } .phase-line { stroke: var(--edge); stroke-dasharray: 2 3; }
.recovered { stroke: var(--good); stroke-width: 2; } .curve.second { stroke: var(--bar); }
.stack + .stack, .facts + .stack { margin-top: 1.5rem; } .bound { stroke: var(--bad); stroke-dasharray: 6 4; } .load .bound-text { fill: var(--bad); }
`;

function pageOf(report: LoadReport): VNode {
  const main = render(mainOf(report));
  return view`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta http-equiv="Content-Security-Policy" content=${policy} />
      <title>${`${wordOf(report)}: ${report.scenario} under load - Brownout`}</title>
      <style dangerouslySetInnerHTML=${{ __html: style + own }} />
    </head>
    <body>
      <main dangerouslySetInnerHTML=${{ __html: main }} />
      <aside aria-label="What words mean">${meaningsIn(main)}</aside>
    </body>
  </html>`;
}

function mainOf(report: LoadReport): VNode {
  return view`${top(report)} ${charts(report)} ${gates(report)} ${checksSection(report)} ${worstTask(report)} ${phases(report)} ${recoverySection(report)} ${useSection(report)} ${kept(report)}
        <footer>Windows of ${time(report.windowMs)}; a task belongs to the one in which it was meant to begin.
          Shaded: faults on.${report.recovery?.afterMs != null && 'Green line: good again.'}</footer>`;
}

function wordOf({ invalid, result }: LoadReport): string {
  return invalid.length > 0 ? 'invalid' : resultWords[result];
}

function top(report: LoadReport): VNode {
  const { scenario, rate, arrivals, seed, variant, withinMs, doubts, invalid } = report;
  return view`<header class="top">
    <div class="brand"><b>Brownout</b><span class="soft">Load report</span></div>
    <span class="verdict ${invalid.length > 0 ? 'unknown' : report.result}">${wordOf(report)}</span>
    <h1>${scenario}</h1>
    <p>${loadHeadline(report)}</p>
    <p class="facts">
      <span>${rate} tasks a second (${arrivals})</span><span>right within ${time(withinMs)}</span>
      <span>${madeBy(report)}, seed ${seed}</span>${variant !== 'careful' && view`<span>${variant}</span>`}
    </p>
    ${report.plan.map((strike) => view`<p class="small"><code>${strikeLine(strike)}</code></p>`)}
    ${[...invalid, ...doubts].map((why) => view`<p class="warning" role="note">${why}</p>`)}
  </header>`;
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
