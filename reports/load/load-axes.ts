import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { LoadReport } from '../../harness/model/load/load-report.ts';
import { time } from './load-words.ts';

/** The axes of a chart over the time of a load, in units of its view box. */
export interface Axes {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly x: (ms: number) => number;
  readonly y: (value: number) => number;
  /** Points of a line. */
  readonly line: (points: readonly (readonly [ms: number, value: number])[]) => string;
  /** What lies under the data: the faults, and the levels with their names. */
  readonly shades: VNode;
  /** What lies over it: where phases begin, and when it had recovered. */
  readonly marks: VNode;
}

const width = 640;
const height = 220;
const edge = { left: 56, right: 8, top: 22, bottom: 24 };

/** Axes whose values go from 0 to `most`; `words` names a value. */
export function axes(
  report: LoadReport,
  { most, words }: { readonly most: number; readonly words: (value: number) => string },
): Axes {
  const endMs = Math.max(1, ...report.phases.map(({ toMs }) => toMs));
  const [left, right] = [edge.left, width - edge.right];
  const x = (ms: number) => round(left + ((right - left) * Math.min(ms, endMs)) / endMs);
  const y = (value: number) =>
    round(
      height - edge.bottom - ((height - edge.top - edge.bottom) * Math.min(value, most)) / most,
    );
  return {
    width,
    height,
    left,
    right,
    x,
    y,
    line: (points) => points.map(([ms, value]) => `${x(ms)},${y(value)}`).join(' '),
    shades: view`${spells(report).map(
      ([fromMs, toMs]) =>
        view`<rect class="fault-on" x=${x(fromMs)} y=${edge.top} width=${round(x(toMs) - x(fromMs))} height=${height - edge.top - edge.bottom} />`,
    )}
    ${[0, most / 2, most].map(
      (value) => view`<line class="grid" x1=${left} x2=${right} y1=${y(value)} y2=${y(value)} />
        <text x=${left - 8} y=${y(value) + 4} text-anchor="end">${words(value)}</text>`,
    )}`,
    marks: view`${report.phases.map(
      ({
        name,
        fromMs,
      }) => view`<line class="phase-line" x1=${x(fromMs)} x2=${x(fromMs)} y1=${edge.top - 8} y2=${height - edge.bottom} />
        <text x=${x(fromMs) + 4} y=${edge.top - 10}>${name}</text>
        <text x=${x(fromMs)} y=${height - 6}>${time(fromMs)}</text>`,
    )}${recovered(report, x)}`,
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

function recovered({ recovery, phases }: LoadReport, x: (ms: number) => number): VNode | null {
  const after = phases.find(({ role }) => role === 'after');
  if (!after || recovery?.afterMs === null || !recovery) return null;
  const at = x(after.fromMs + recovery.afterMs);
  return view`<line class="recovered" x1=${at} x2=${at} y1=${edge.top} y2=${height - edge.bottom} />`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
