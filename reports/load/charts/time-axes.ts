import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { LoadReport } from '../../../harness/model/load/load-report.ts';
import { time } from '../load-words.ts';
import { axes, type Axes } from './axes.ts';

/** The axes of a chart over the time of a load. */
export interface TimeAxes extends Axes {
  /** What lies under the data: the faults, and the heights with their names. */
  readonly grid: VNode;
  /** What lies over it: where phases begin, and when it had recovered. */
  readonly marks: VNode;
}

const height = 220;
const edge = { right: 8, top: 22, bottom: 24 };

/** Axes whose values go from 0 to `most`; `words` names a value. */
export function timeAxes(
  report: LoadReport,
  { most, words }: { readonly most: number; readonly words: (value: number) => string },
): TimeAxes {
  const to = Math.max(1, ...report.phases.map(({ toMs }) => toMs));
  const on = axes({ from: 0, to, most, words, height, edge });
  const { x, top, bottom } = on;
  const shades = spells(report).map(
    ([fromMs, toMs]) =>
      view`<rect class="fault-on" x=${x(fromMs)} y=${top} width=${x(toMs) - x(fromMs)} height=${bottom - top} />`,
  );
  const begins = report.phases.map(
    ({
      name,
      fromMs,
    }) => view`<line class="phase-line" x1=${x(fromMs)} x2=${x(fromMs)} y1=${top - 8} y2=${bottom} />
        <text x=${x(fromMs) + 4} y=${top - 10}>${name}</text>
        <text x=${x(fromMs)} y=${height - 6}>${time(fromMs)}</text>`,
  );
  return {
    ...on,
    grid: view`${shades} ${on.heights}`,
    marks: view`${begins}${recovered(report, on)}`,
  };
}

/** When the first fault came on and the last one went off, for each time that any was on. */
function spells({ faults }: LoadReport): readonly (readonly [number, number])[] {
  const all = faults.flatMap((one) => one.spells).toSorted(([a], [b]) => a - b);
  const merged: [number, number][] = [];
  for (const [fromMs, toMs] of all) {
    const last = merged.at(-1);
    if (last && fromMs <= last[1]) last[1] = Math.max(last[1], toMs);
    else merged.push([fromMs, toMs]);
  }
  return merged;
}

function recovered({ recovery, phases }: LoadReport, { x, top, bottom }: Axes): VNode | null {
  const after = phases.find(({ role }) => role === 'after');
  if (!after || recovery?.afterMs === null || !recovery) return null;
  const at = x(after.fromMs + recovery.afterMs);
  return view`<line class="recovered" x1=${at} x2=${at} y1=${top} y2=${bottom} />`;
}
