import type { Clock } from '../model/clock.ts';
import type { Redactor } from '../model/redaction/redactor.ts';
import { eventsTo } from '../model/trace/sink.ts';
import type { Event, Happening, Truncated } from '../model/trace/trace.ts';

/** Writes down what happens, in order, each event once. */
export interface Recorder {
  readonly record: (happening: Happening) => void;
  readonly events: readonly Event[];
  /** Notes that the trace does not hold all; the first reason stands. */
  readonly truncate: (why: string) => void;
  readonly truncated: () => Truncated | null;
  /** Told of each call of a task that has landed. */
  readonly landed?: (task: string) => void;
}

/** A recorder keeps no more calls, hits and effects once it has this many events. */
export const mostEvents = 80_000;

/** A recorder that takes its times from `clock`, and keeps no secrets. What it drops, it counts. */
export function recorder(clock: Clock, redactor: Pick<Redactor, 'happening'>): Recorder {
  const events: Event[] = [];
  let why: string | null = null;
  let dropped = 0;
  const truncate = (reason: string) => {
    why ??= reason;
  };
  const take = (event: Event) => {
    if (events.length < mostEvents || !isMany(event)) events.push(event);
    else {
      dropped += 1;
      truncate(`the run had more than ${mostEvents} events`);
    }
  };
  return {
    events,
    truncate,
    truncated: () => (why === null ? null : { dropped, why }),
    record: eventsTo({ take }, clock, redactor),
  };
}

/** How tasks, phases and faults began and ended is kept whatever comes: there are few of those. */
function isMany({ kind }: Event): boolean {
  return ['call.start', 'call.end', 'fault.hit', 'effect', 'foreign'].includes(kind);
}
