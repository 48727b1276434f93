import type { Clock } from '../clock.ts';
import type { Redactor } from '../redaction/redactor.ts';
import type { Event, Happening } from './trace.ts';

/** Takes events as they happen: a list, a fold, or what prints them. */
export interface TraceSink {
  readonly take: (event: Event) => void;
}

/** Gives each happening to a sink as an event: numbered, with its time, and without secrets. */
export function eventsTo(
  sink: TraceSink,
  clock: Pick<Clock, 'nowMs'>,
  { happening: redacted }: Pick<Redactor, 'happening'>,
): (happening: Happening) => void {
  let seq = 0;
  return (happening) => {
    sink.take({ seq, atMs: clock.nowMs(), ...redacted(happening) });
    seq += 1;
  };
}
