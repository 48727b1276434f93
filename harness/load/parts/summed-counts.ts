import type { LoadCounts, PhaseCount, Spell } from '../counts/fold.ts';
import { histogram, type Histogram } from '../counts/histogram.ts';
import { streamTimes, type SampleCount } from '../counts/sample-count.ts';
import { emptyWindow, type WindowCount } from '../counts/window-count.ts';

/**
 * The counts of a load of all its parts. Windows are added one by one, histograms by their counts. Of the
 * tasks that were open at once the sum is the most that there can have been.
 */
export function summedCounts(parts: readonly LoadCounts[]): LoadCounts {
  const names = [...new Set(parts.flatMap(({ phases }) => phases.map(({ phase }) => phase.name)))];
  const hits = new Map<number, number>();
  for (const [strike, times] of parts.flatMap((one) => [...one.hits])) more(hits, strike, times);
  return {
    phases: names.map((name) =>
      summedPhase(parts.flatMap(({ phases }) => phases.filter(({ phase }) => phase.name === name))),
    ),
    hits,
    spells: joined(parts.map(({ spells }) => spells)),
    strays: () => parts.reduce((sum, one) => sum + one.strays(), 0),
    late: () => parts.reduce((sum, one) => sum + one.late(), 0),
    errors: parts.flatMap(({ errors }) => errors),
  };
}

function summedPhase(parts: readonly PhaseCount[]): PhaseCount {
  const { phase, plannedMs } = parts[0]!;
  const most = Math.max(...parts.map(({ windows }) => windows.length));
  const arrivals = new Map<string, number[]>();
  for (const [point, counts] of parts.flatMap((one) => [...one.arrivals])) {
    const sums = arrivals.get(point) ?? [];
    const length = Math.max(sums.length, counts.length);
    const added = Array.from({ length }, (_, n) => (sums[n] ?? 0) + (counts[n] ?? 0));
    arrivals.set(point, added);
  }
  return {
    phase,
    plannedMs,
    windows: Array.from({ length: most }, (_, n) =>
      summedWindow(
        n,
        parts.flatMap(({ windows }) => windows[n] ?? []),
        phase,
      ),
    ),
    response: added(parts.map(({ response }) => response)),
    service: added(parts.map(({ service }) => service)),
    lag: added(parts.map(({ lag }) => lag)),
    arrivals,
  };
}

const numbers = [
  'offered',
  'started',
  'ended',
  'dropped',
  'cut',
  'right',
  'asAsked',
  'openMost',
] as const;

function summedWindow(
  n: number,
  parts: readonly WindowCount[],
  phase: PhaseCount['phase'],
): WindowCount {
  const { fromMs, toMs } = parts[0]!;
  const sum = emptyWindow(phase, n, toMs - fromMs);
  for (const part of parts) {
    for (const name of numbers) sum[name] += part[name];
    addTo(sum.outcomes, part.outcomes);
    addTo(sum.broken, part.broken);
    for (const side of ['least', 'most'] as const) {
      sum[side].right += part[side].right;
      sum[side].asAsked += part[side].asAsked;
      addTo(sum[side].outcomes, part[side].outcomes);
    }
    for (const [bound, count] of part.within) more(sum.within, bound, count);
    sum.response.add(part.response);
    addAll(sum.points, part.points);
    addAll(sum.checks, part.checks);
    const { calls, tokens, outputTokens } = part.spent;
    sum.spent.calls += calls;
    sum.spent.tokens += tokens;
    const known = sum.spent.outputTokens;
    sum.spent.outputTokens = known === null || outputTokens === null ? null : known + outputTokens;
    for (const kind of streamTimes) addSamples(sum.streams[kind], part.streams[kind]);
  }
  return sum;
}

function addSamples(sum: SampleCount, part: SampleCount): void {
  sum.values.add(part.values);
  for (const [bound, count] of part.within) more(sum.within, bound, count);
  for (const [bound, count] of part.over) more(sum.over, bound, count);
}

function addAll<T extends object>(sums: Map<string, T>, parts: ReadonlyMap<string, T>): void {
  for (const [name, counts] of parts) {
    const sum = sums.get(name);
    if (sum) addTo(sum, counts);
    else sums.set(name, { ...counts });
  }
}

/** Adds numbers by name. */
function addTo<T extends object>(sum: T, part: Readonly<T>): void {
  const into = sum as Record<string, number>;
  for (const [name, count] of Object.entries(part) as [string, number][])
    into[name] = (into[name] ?? 0) + count;
}

function more<K>(sums: Map<K, number>, key: K, count: number): void {
  sums.set(key, (sums.get(key) ?? 0) + count);
}

function added(parts: readonly Histogram[]): Histogram {
  const sum = histogram();
  for (const part of parts) sum.add(part);
  return sum;
}

/** The same spell of a strike in each part, from where it first was on to where it last was. */
function joined(parts: readonly (readonly Spell[])[]): readonly Spell[] {
  const all = new Map<string, Spell>();
  for (const spells of parts) {
    const counts = new Map<number, number>();
    for (const spell of spells) {
      more(counts, spell.strike, 1);
      const key = `${spell.strike} ${counts.get(spell.strike)}`;
      const { strike, fromMs, toMs } = all.get(key) ?? spell;
      const end = toMs === null || spell.toMs === null ? null : Math.max(toMs, spell.toMs);
      all.set(key, { strike, fromMs: Math.min(fromMs, spell.fromMs), toMs: end });
    }
  }
  return [...all.values()];
}
