import type { Clock } from '../clock.ts';
import type { Redactor } from '../redaction/redactor.ts';
import type { Event, Happening } from './trace.ts';

/** A receiver of events as they happen: a list, a fold, or a printer. */
export interface TraceSink {
  readonly take: (event: Event) => void;
}

/** Passes each happening to a sink as an event: numbered, timed and redacted. */
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
