import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { LoadReport, LoadWindow } from '../../../harness/model/load/load-report.ts';
import { outcomes, type Outcome } from '../../../harness/model/trace/outcome.ts';
import { fill } from '../../html/mix.ts';
import { outcomeWord } from '../../html/word.ts';
import { percent, time } from '../load-words.ts';
import type { Axes } from './axes.ts';
import { boundLine } from './bound-line.ts';
import { chart } from './chart.ts';
import { timeAxes } from './time-axes.ts';

/** Renders how the tasks of each window ended, stacked by outcome, with the faults shaded. */
export function outcomesChart(report: LoadReport): VNode {
  const windows = shown(report);
  const most = Math.max(1, ...windows.map(({ offered }) => offered));
  const on = timeAxes(report, { most, words: String });
  const used = outcomes.filter((one) => windows.some(({ outcomes: its }) => its[one] > 0));
  const isOpen = windows.some((one) => missing(one) > 0);
  return chart({
    title: 'How tasks ended',
    says: `Tasks by outcome over time: ${used.map((one) => `${sum(windows, one)} ${one}`).join(', ')}`,
    on,
    body: windows.map((window) => stack(window, on)),
    legend: view`${used.map(
      (one) => view`<li>${swatch(fill(one))} ${outcomeWord(one)}</li>`,
    )}${isOpen && view`<li>${swatch('fill:var(--line)')} dropped, or did not end</li>`}`,
  });
}

/** Renders the share of tasks that were right and in time, against the bounds on it. */
export function goodputChart(report: LoadReport): VNode {
  const windows = inPhases(report);
  const on = timeAxes(report, { most: 1, words: percent });
  const points = windows.map((one) => [middle(one), one.right / one.offered] as const);
  return chart({
    title: 'Goodput: tasks that were right, in time',
    says: `Goodput over time, by phase: ${report.phases
      .map(({ name, goodput }) => `${name} ${goodput ? percent(goodput.value) : 'none'}`)
      .join(', ')}`,
    on,
    body: view`<polyline class="curve" points=${on.line(points)} />
      ${report.slo.filter(({ name }) => name === 'goodput').map((one) => boundLine(one, on))}`,
  });
}

/** Renders median and p99 of the response, against the bounds on latency. */
export function latencyChart(report: LoadReport): VNode {
  const windows = inPhases(report);
  const bounds = report.slo.filter(({ name }) => /^p\d+$/.test(name));
  const most = Math.max(
    1,
    ...windows.map(({ p99Ms }) => p99Ms),
    ...bounds.map(({ limit }) => limit),
  );
  const on = timeAxes(report, { most, words: time });
  const of = (value: (one: LoadWindow) => number) =>
    on.line(windows.map((one) => [middle(one), value(one)] as const));
  return chart({
    title: 'Response, from when tasks were meant to begin',
    says: `Response over time, by phase: ${report.phases
      .map(({ name, responseMs: { p50, p99 } }) => `${name} p50 ${time(p50)}, p99 ${time(p99)}`)
      .join('; ')}`,
    on,
    body: view`<polyline class="curve" points=${of(({ p99Ms }) => p99Ms)} />
      <polyline class="curve second" points=${of(({ p50Ms }) => p50Ms)} />
      ${bounds.map((one) => boundLine(one, on))}`,
    legend: view`<li>${swatch('fill:var(--accent)')} p99</li><li>${swatch('fill:var(--bar)')} p50</li>`,
  });
}

/** Renders time to first token, against the bounds on it; null where no reply was streamed. */
export function firstTokenChart(report: LoadReport): VNode | null {
  const windows = shown(report).filter(({ ttft }) => ttft.length > 0);
  if (windows.length === 0) return null;
  const bounds = report.slo.filter(({ name }) => /^ttft\b/.test(name));
  const at = (one: LoadWindow, share: number) => quantileOf(one.ttft, share);
  const most = Math.max(
    1,
    ...windows.map((one) => at(one, 0.99)),
    ...bounds.map(({ limit }) => limit),
  );
  const on = timeAxes(report, { most, words: time });
  const line = (share: number) =>
    on.line(windows.map((one) => [middle(one), at(one, share)] as const));
  return chart({
    title: 'Time to first token',
    says: `Time to first token over time, by phase: ${report.phases
      .flatMap(({ name, streams }) => (streams ? [`${name} p99 ${time(streams.ttftMs.p99)}`] : []))
      .join('; ')}`,
    on,
    body: view`<polyline class="curve" points=${line(0.99)} />
      <polyline class="curve second" points=${line(0.5)} />
      ${bounds.map((one) => boundLine(one, on))}`,
    legend: view`<li>${swatch('fill:var(--accent)')} p99</li><li>${swatch('fill:var(--bar)')} p50</li>`,
  });
}

/** The value below or at which that share of them lies (ms). */
function quantileOf(counts: LoadWindow['ttft'], share: number): number {
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [us, count] of counts) {
    seen += count;
    if (seen >= share * all) return us / 1000;
  }
  return 0;
}

/** Calls made while the load drains have windows of their own, without tasks. */
function shown({ windows }: LoadReport): readonly LoadWindow[] {
  return windows.filter(({ offered }) => offered > 0);
}

/** Without those that hold only what came as their phase ended: a line would jump there and back. */
function inPhases(report: LoadReport): readonly LoadWindow[] {
  const ends = new Map(report.phases.map(({ name, toMs }) => [name, toMs]));
  return shown(report).filter(({ phase, fromMs }) => fromMs < (ends.get(phase) ?? Infinity));
}

function stack(window: LoadWindow, on: Axes): VNode {
  const [left, right] = [on.x(window.fromMs), on.x(window.toMs)];
  let below = 0;
  const part = (count: number, style: string) => {
    const [bottom, top] = [on.y(below), on.y(below + count)];
    below += count;
    return view`<rect x=${left} y=${top} width=${Math.max(0.5, right - left)} height=${bottom - top} style=${style} />`;
  };
  const counted = outcomes.flatMap((one) => {
    const count = window.outcomes[one];
    return count > 0 ? [part(count, fill(one))] : [];
  });
  const rest = missing(window);
  return view`${counted}${rest > 0 && part(rest, 'fill:var(--line)')}`;
}

function missing({ offered, outcomes: counts }: LoadWindow): number {
  return offered - outcomes.reduce((all, one) => all + counts[one], 0);
}

function middle({ fromMs, toMs }: LoadWindow): number {
  return (fromMs + toMs) / 2;
}

function sum(windows: readonly LoadWindow[], outcome: Outcome): number {
  return windows.reduce((all, { outcomes: counts }) => all + counts[outcome], 0);
}

function swatch(style: string): VNode {
  return view`<svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" style=${style} /></svg>`;
}
