import type { Role } from '../../harness/model/phase.ts';
import type { Event, Trace } from '../../harness/model/trace/trace.ts';
import { barsOf } from '../summary/bars.ts';
import { chooseBars, chooseLines } from '../summary/choose.ts';
import type { Timeline, TimelineLine } from '../summary/finding.ts';
import { eventWords } from './wording.ts';

/** The most lines and bars of a timeline. */
const mostLines = 60;
const mostBars = 24;

/**
 * The events that are evidence of a failure, in words, numbered from 1; unknown numbers are
 * ignored.
 */
export function evidenceOf(trace: Trace, seqs: readonly number[]): readonly TimelineLine[] {
  const chosen = new Set(seqs);
  const calls = callNames(trace.events);
  return trace.events
    .filter((event) => chosen.has(event.seq))
    .slice(0, mostLines)
    .map((event, index) => ({ ...line(event, calls), evidence: index + 1, isAbout: true }));
}

/**
 * The timeline of the phases that hold evidence or a strike. Events of the tasks in `about` are
 * drawn first, and kept in preference to others.
 */
export function timelineOf(
  trace: Trace,
  evidence: readonly TimelineLine[],
  about: ReadonlySet<string>,
): Timeline {
  const calls = callNames(trace.events);
  const numbers = new Map(evidence.map((each) => [each.seq, each.evidence]));
  const { events, roles } = scene(trace, numbers);
  const ours = eventsAbout(events, about);
  const lines = events.map((event) => ({
    ...line(event, calls),
    evidence: numbers.get(event.seq) ?? 0,
    isAbout: ours.has(event.seq),
  }));
  const bars = barsOf(events, { numbers, about });
  const kept = chooseLines(lines, mostLines);
  const drawn = chooseBars(bars, mostBars);
  return {
    lines: kept,
    bars: drawn,
    roles,
    leftOut: { lines: lines.length - kept.length, bars: bars.length - drawn.length },
  };
}

/** Names every call of a trace: `flights POST /book`, with the attempt from the second on. */
function callNames(events: readonly Event[]): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const event of events) {
    if (event.kind !== 'call.start') continue;
    const again = event.site.attempt > 1 ? ` (attempt ${event.site.attempt})` : '';
    names.set(event.call, `${event.point} ${event.label}${again}`);
  }
  return names;
}

function line(
  event: Event,
  calls: ReadonlyMap<number, string>,
): Omit<TimelineLine, 'evidence' | 'isAbout'> {
  const { seq, atMs, kind } = event;
  return { seq, atMs, kind, text: eventWords(event, calls) };
}

/** The `seq` of the events of some tasks; a fault belongs to the task whose call it struck. */
function eventsAbout(events: readonly Event[], about: ReadonlySet<string>): ReadonlySet<number> {
  const calls = new Set<number>();
  const ours = new Set<number>();
  for (const event of events) {
    const isOurs =
      event.kind === 'fault.hit' ? calls.has(event.call) : 'task' in event && about.has(event.task);
    if (!isOurs) continue;
    ours.add(event.seq);
    if (event.kind === 'call.start') calls.add(event.call);
  }
  return ours;
}

function scene(
  trace: Trace,
  numbers: ReadonlyMap<number, number>,
): { readonly events: readonly Event[]; readonly roles: readonly Role[] } {
  const roleOf = new Map<number, Role | null>();
  const all = new Set<Role>();
  const matter = new Set<Role>();
  let role: Role | null = null;
  for (const event of trace.events) {
    if (event.kind === 'phase') role = event.role;
    roleOf.set(event.seq, role);
    if (role === null) continue;
    all.add(role);
    if (numbers.has(event.seq) || event.kind === 'fault.hit') matter.add(role);
  }
  if (matter.size === 0 && all.has('during')) matter.add('during');
  if (matter.size === 0) return { events: trace.events, roles: [...all] };
  const events = trace.events.filter((event) => {
    const its = roleOf.get(event.seq) ?? null;
    return its === null ? numbers.has(event.seq) : matter.has(its);
  });
  return { events, roles: [...all].filter((each) => matter.has(each)) };
}
