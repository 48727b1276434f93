import type { Bar, Instant } from '../summary/finding.ts';

/** Maps instants to positions on a timeline, in percent of its width. */
export interface Scale {
  readonly at: (instant: Instant) => number;
  /** The instants that get a label; they are far enough apart to be readable. */
  readonly ticks: readonly Instant[];
}

/** The margin at both ends, and the least distance between two ticks (percent). */
const edge = 2;
const apart = 20;

/**
 * Makes the scale of a timeline. Two neighbouring events `d` ms apart are 1 + log2(1 + d) units
 * apart: events at one instant of virtual time stay in order, and a wait of 30 s hides no short
 * call.
 */
export function scaleOf(bars: readonly Bar[]): Scale {
  const bySeq = new Map(bars.flatMap(instantsOf).map((one) => [one.seq, one]));
  const instants = [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
  const places = new Map<number, number>();
  let units = 0;
  for (const [index, { seq, atMs }] of instants.entries()) {
    const before = instants[index - 1];
    if (before) units += 1 + Math.log2(1 + Math.max(0, atMs - before.atMs));
    places.set(seq, units);
  }
  const at = ({ seq }: Instant) => {
    const place = places.get(seq) ?? units;
    return edge + (100 - 2 * edge) * (units === 0 ? 0 : place / units);
  };
  return { at, ticks: ticksOf(instants, at) };
}

function instantsOf({ from, to, marks }: Bar): readonly Instant[] {
  return [from, ...(to === null ? [] : [to]), ...marks];
}

function ticksOf(
  instants: readonly Instant[],
  at: (instant: Instant) => number,
): readonly Instant[] {
  const last = instants.at(-1);
  if (!last) return [];
  const ticks: Instant[] = [];
  for (const instant of instants) {
    const before = ticks.at(-1);
    const isNew = !before || (instant.atMs > before.atMs && at(instant) - at(before) >= apart);
    if (isNew && at(last) - at(instant) >= apart) ticks.push(instant);
  }
  return [...ticks, last];
}
