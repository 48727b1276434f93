import type { Bar } from '../summary.ts';

/** Where moments stand on a timeline, in percent of its width. */
export interface Scale {
  readonly at: (ms: number) => number;
  /** Moments with a label, far enough apart to be read. */
  readonly ticks: readonly number[];
}

/** Room at both ends, so that marks on the edge are whole; least distance between ticks. */
const edge = 2;
const apart = 20;

/**
 * A scale for these bars. Between two neighbouring moments `d` ms apart lie 0.6 + log2(1 + d)
 * units: order and simultaneity stay exact, and a wait of 30 s does not hide calls of 5 ms.
 */
export function scaleOf(bars: readonly Bar[]): Scale {
  const times = [...new Set(bars.flatMap(momentsOf))].sort((a, b) => a - b);
  const places = new Map<number, number>();
  let units = 0;
  for (const [index, time] of times.entries()) {
    const before = times[index - 1];
    if (before !== undefined) units += 0.6 + Math.log2(1 + time - before);
    places.set(time, units);
  }
  const at = (ms: number) => {
    const place = places.get(ms) ?? units;
    return edge + (100 - 2 * edge) * (units === 0 ? 0 : place / units);
  };
  return { at, ticks: ticksOf(times, at) };
}

function momentsOf({ fromMs, toMs, marks }: Bar): readonly number[] {
  return [fromMs, ...(toMs === null ? [] : [toMs]), ...marks.map(({ atMs }) => atMs)];
}

function ticksOf(times: readonly number[], at: (ms: number) => number): readonly number[] {
  const last = times.at(-1);
  if (last === undefined) return [];
  const ticks: number[] = [];
  for (const time of times) {
    const before = ticks.at(-1);
    const isFar = before === undefined || at(time) - at(before) >= apart;
    if (isFar && (time === last || at(last) - at(time) >= apart)) ticks.push(time);
  }
  return ticks.at(-1) === last ? ticks : [...ticks, last];
}
