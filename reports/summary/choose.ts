import type { Event } from '../../harness/model/trace/trace.ts';
import type { Bar, TimelineLine } from './finding.ts';

/**
 * Chooses at most `most` lines and keeps their order. Preferred are, in this sequence: evidence;
 * failures (the first and last of each kind where there are too many); events of the tasks that the
 * finding concerns (effects and ends first); then whatever is nearest to these.
 */
export function chooseLines(lines: readonly TimelineLine[], most: number): readonly TimelineLine[] {
  const broke = (line: TimelineLine) => (telling.has(line.kind) ? withoutAttempt(line.text) : null);
  const ends = shownOf(lines, broke, most);
  const isNamed = lines.some(({ isAbout }) => isAbout);
  return choose(lines, most, ({ evidence, kind, isAbout }, index) => {
    if (evidence > 0 || ends.has(index)) return 0;
    const far = isNamed && !isAbout ? farWeight : 0;
    if (kind === 'effect' || kind === 'task.turn' || kind === 'task.end') return far + 1;
    return far + (kind === 'fault.on' || kind === 'fault.off' ? 3 : 2);
  });
}

/** Chooses at most `most` bars by the same rules, and keeps their order. */
export function chooseBars(bars: readonly Bar[], most: number): readonly Bar[] {
  const struck = ({ lane, label, marks }: Bar) => {
    const fault = marks.find(({ kind }) => kind === 'fault');
    return fault ? `${lane} ${withoutAttempt(label)} ${fault.text}` : null;
  };
  const ends = shownOf(bars, struck, most);
  const isNamed = bars.some(({ isAbout }) => isAbout);
  return choose(bars, most, (bar, index) => {
    const isEvidence = bar.evidence.length > 0 || bar.marks.some((mark) => mark.evidence > 0);
    if (isEvidence || bar.kind === 'process' || ends.has(index)) return 0;
    const far = isNamed && !bar.isAbout ? farWeight : 0;
    if (bar.kind === 'task') return far;
    return far + (bar.marks.some(({ kind }) => kind === 'effect') ? 1 : 2);
  });
}

/** The weight from which on items belong to other tasks; only a few of these are kept. */
const farWeight = 4;
const mostFar = 3;

const telling: ReadonlySet<Event['kind']> = new Set(['fault.hit', 'process', 'harness.error']);

function withoutAttempt(text: string): string {
  return text.replace(/ \(attempt \d+\)/, '');
}

/** The share of the room that failures may take. */
const mostBroken = 2 / 3;

/**
 * Which named items are shown: all where they leave room for the rest, else the first and last of
 * each name, since the repeats of a retry loop add nothing.
 */
function shownOf<T>(
  list: readonly T[],
  nameOf: (one: T) => string | null,
  most: number,
): ReadonlySet<number> {
  const named = list.flatMap((one, index) => (nameOf(one) === null ? [] : [index]));
  if (named.length <= most * mostBroken) return new Set(named);
  const firsts = new Map<string, number>();
  const lasts = new Map<string, number>();
  for (const [index, one] of list.entries()) {
    const name = nameOf(one);
    if (name === null) continue;
    if (!firsts.has(name)) firsts.set(name, index);
    lasts.set(name, index);
  }
  return new Set([...firsts.values(), ...lasts.values()]);
}

/**
 * Chooses the items of least weight, ties by distance to an item of weight 0; keeps the order of
 * the list.
 */
function choose<T>(
  list: readonly T[],
  most: number,
  weigh: (one: T, index: number) => number,
): readonly T[] {
  const weights = list.map(weigh);
  const near = weights.filter((weight) => weight < farWeight).length;
  const room = near === 0 ? most : Math.min(most, near + mostFar);
  if (list.length <= room) return list;
  const heart = weights.flatMap((weight, index) => (weight === 0 ? [index] : []));
  const ranked = weights
    .map((weight, index) => ({ index, weight, far: gap(heart, index) }))
    .toSorted((a, b) => a.weight - b.weight || a.far - b.far || a.index - b.index);
  const kept = new Set(ranked.slice(0, room).map(({ index }) => index));
  return list.filter((_, index) => kept.has(index));
}

function gap(heart: readonly number[], index: number): number {
  return heart.reduce((least, each) => Math.min(least, Math.abs(each - index)), Infinity);
}
