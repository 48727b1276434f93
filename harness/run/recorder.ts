import type { Clock } from '../model/clock.ts';
import type { Event, Happening } from '../model/trace.ts';

/** Writes down what happens, in order, each event once. */
export interface Recorder {
  readonly record: (happening: Happening) => Event;
  readonly events: readonly Event[];
}

/** More than this many events is a runaway, not a trace. */
const mostEvents = 100_000;

/** A recorder that takes its times from `clock`. */
export function recorder(clock: Clock): Recorder {
  const events: Event[] = [];
  return {
    events,
    record: (happening) => {
      const event: Event = { seq: events.length, atMs: clock.nowMs(), ...happening };
      if (events.length < mostEvents) events.push(event);
      return event;
    },
  };
}
