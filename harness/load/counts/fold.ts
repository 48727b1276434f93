import type { Event } from '../../model/trace/trace.ts';
import { histogram, type Histogram } from './histogram.ts';
import type { Arrival, TimedPhase } from '../schedule.ts';
import type { Judged } from '../tasks/task-judge.ts';
import { countCheck } from './check-count.ts';
import { countStreams, type StreamBounds } from './sample-count.ts';
import { countEnd, countSpent, emptyWindow, type WindowCount } from './window-count.ts';

/** Calls are counted in stretches of this length, too, so short that a burst shows (ms). */
export const instantMs = 100;

/** What is kept of a phase as a whole. */
export interface PhaseCount {
  /** As it is now: one that goes on ends later. */
  phase: TimedPhase;
  /** How long it was to last (ms). */
  readonly plannedMs: number;
  readonly windows: WindowCount[];
  readonly response: Histogram;
  readonly service: Histogram;
  readonly lag: Histogram;
  /** Calls at each point, by the stretch of the phase in which they came; stretches without any may be missing. */
  readonly arrivals: Map<string, number[]>;
}

/** When a strike was on (ms since the load began; null while it is on). */
export interface Spell {
  readonly strike: number;
  readonly fromMs: number;
  toMs: number | null;
}

/** What was counted of a load. */
export interface LoadCounts {
  readonly phases: readonly PhaseCount[];
  /** How often each strike hit, by its place in the plan. */
  readonly hits: ReadonlyMap<number, number>;
  readonly spells: readonly Spell[];
  /** Calls that nobody can tell the task of. */
  readonly strays: number;
  /** Tasks that ended badly while the harness could do nothing. */
  readonly late: number;
  /** What went wrong in the harness itself. */
  readonly errors: readonly string[];
}

/** What is counted while a load goes on; it grows by windows, not by tasks. */
export interface LoadFold {
  readonly counts: LoadCounts;
  readonly open: () => number;
  readonly begin: (phase: TimedPhase) => void;
  /** A phase that has begun goes on. */
  readonly extend: (phase: TimedPhase) => void;
  readonly offer: (arrival: Arrival, how: 'started' | 'dropped', lagMs: number) => void;
  readonly end: (arrival: Arrival) => void;
  /** The load was stopped while this task was open. */
  readonly cut: (arrival: Arrival) => void;
  readonly judged: (judged: Judged) => void;
  readonly event: (event: Event) => void;
}

/** How a load is counted. */
export interface FoldOptions {
  readonly windowMs: number;
  /** A task that takes longer is not right (ms). */
  readonly withinMs: number;
  /** Further bounds that are asked about (ms). */
  readonly boundsMs: readonly number[];
  readonly streamBounds: StreamBounds;
}

/** Nothing was offered yet. */
export function loadFold({ windowMs, withinMs, boundsMs, streamBounds }: FoldOptions): LoadFold {
  const counts: Counting = {
    phases: [],
    hits: new Map(),
    spells: [],
    errors: [],
    strays: 0,
    late: 0,
  };
  const { phases } = counts;
  let open = 0;
  const of = (phase: TimedPhase) => phases.find((one) => one.phase.name === phase.name);
  const windowOf = ({ phase, atMs }: Arrival) => windowAt(of(phase), atMs, windowMs);
  return {
    counts,
    open: () => open,
    begin: (phase) => {
      const [response, service, lag] = [histogram(), histogram(), histogram()];
      const plannedMs = phase.toMs - phase.fromMs;
      phases.push({ phase, plannedMs, windows: [], response, service, lag, arrivals: new Map() });
    },
    extend: (phase) => {
      const count = of(phase);
      if (count) count.phase = phase;
    },
    offer: (arrival, how, lagMs) => {
      const window = windowOf(arrival);
      if (!window) return;
      window.offered += 1;
      window[how] += 1;
      if (how === 'dropped') return;
      open += 1;
      window.openMost = Math.max(window.openMost, open);
      of(arrival.phase)?.lag.record(lagMs);
    },
    end: (arrival) => {
      open -= 1;
      const window = windowOf(arrival);
      if (window) window.ended += 1;
    },
    cut: (arrival) => {
      const window = windowOf(arrival);
      if (window) window.cut += 1;
    },
    judged: (judged) => {
      const { arrival, responseMs, serviceMs, verdicts, use } = judged;
      const count = of(arrival.phase);
      const window = windowOf(arrival);
      if (!count || !window) return;
      countEnd(window, judged, responseMs <= withinMs);
      for (const verdict of verdicts) countCheck(window.checks, verdict);
      countSpent(window, use);
      countStreams(window.streams, use, streamBounds);
      for (const bound of boundsMs) {
        if (responseMs <= bound) window.within.set(bound, (window.within.get(bound) ?? 0) + 1);
      }
      window.response.record(responseMs);
      count.response.record(responseMs);
      count.service.record(serviceMs);
    },
    event: (event) => {
      if (event.kind !== 'call.start') return countEvent(counts, event);
      if (event.task === '' && open > 1) counts.strays += 1;
      const count = phases.at(-1);
      if (count) countCall(count, event, windowMs);
    },
  };
}

/** The counts of a load that goes on. */
interface Counting extends LoadCounts {
  readonly phases: PhaseCount[];
  readonly hits: Map<number, number>;
  readonly spells: Spell[];
  readonly errors: string[];
  strays: number;
  late: number;
}

/** The window of a phase at that time; undefined where there is no phase. */
function windowAt(
  count: PhaseCount | undefined,
  atMs: number,
  windowMs: number,
): WindowCount | undefined {
  if (!count) return undefined;
  const index = Math.max(0, Math.floor((atMs - count.phase.fromMs) / windowMs));
  for (let n = count.windows.length; n <= index; n += 1) {
    count.windows.push(emptyWindow(count.phase, n, windowMs));
  }
  return count.windows[index];
}

/** Counts an event that is no call. */
function countEvent(counts: Counting, event: Event): void {
  const { hits, spells, errors } = counts;
  if (event.kind === 'fault.hit') hits.set(event.strike, (hits.get(event.strike) ?? 0) + 1);
  else if (event.kind === 'fault.on') {
    spells.push({ strike: event.strike, fromMs: event.atMs, toMs: null });
  } else if (event.kind === 'fault.off') {
    const spell = spells.findLast((one) => one.strike === event.strike);
    if (spell) spell.toMs = event.atMs;
  } else if (event.kind === 'harness.late') counts.late += 1;
  else if (event.kind === 'harness.error') errors.push(event.message);
}

/** Counts a call in its window, and when it came. */
function countCall(
  count: PhaseCount,
  event: Extract<Event, { kind: 'call.start' }>,
  windowMs: number,
): void {
  const { phase, arrivals } = count;
  const { point, atMs, site } = event;
  const window = windowAt(count, atMs, windowMs);
  const its = window?.points.get(point) ?? { attempts: 0, requests: 0 };
  its.attempts += 1;
  if (site.attempt === 1) its.requests += 1;
  window?.points.set(point, its);
  const counts = arrivals.get(point) ?? [];
  const at = Math.max(0, Math.floor((atMs - phase.fromMs) / instantMs));
  // No holes: such an array would be kept as a map.
  while (counts.length <= at) counts.push(0);
  counts[at] = (counts[at] ?? 0) + 1;
  arrivals.set(point, counts);
}
