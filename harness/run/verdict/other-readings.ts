import { dispositions, type Disposition, type Event, type Trace } from '../../model/trace/trace.ts';

/** A trace whose answers are read in the other way, and what there is to say of that. */
export interface OtherwiseRead {
  readonly trace: Trace;
  readonly doubt: string;
}

/** Whether `isSo` holds of a trace in every reading of the words in doubt. */
export function isSoInEveryReading(trace: Trace, isSo: (trace: Trace) => boolean): boolean {
  return dispositions.every((disposition) => {
    const events = trace.events.map((event) =>
      otherOf(event) === event ? event : readAs(event, disposition),
    );
    return isSo({ ...trace, events });
  });
}

/** The trace with every answer in doubt read in its second way; null where no answer is in doubt. */
export function otherwiseRead(trace: Trace): OtherwiseRead | null {
  const inDoubt = trace.events.find((event) => otherOf(event) !== event);
  if (inDoubt?.kind !== 'task.end' || inDoubt.ending.how !== 'answered') return null;
  const { answer, disposition, mayBe = [] } = inDoubt.ending;
  const words = JSON.stringify(answer).slice(0, mostShown);
  return {
    trace: { ...trace, events: trace.events.map(otherOf) },
    doubt:
      `it fails or not by how an answer is read: ${words} of task ${inDoubt.task} may be ` +
      `${[disposition, ...mayBe].join(' or ')} (give the scenario \`disposition\`, a function of the answer)`,
  };
}

function otherOf(event: Event): Event {
  if (event.kind !== 'task.end' || event.ending.how !== 'answered') return event;
  const [other] = event.ending.mayBe ?? [];
  return other === undefined ? event : readAs(event, other);
}

/** An event, whose answer is read in that way where it is the end of a task; the same otherwise. */
export function readAs(event: Event, disposition: Disposition): Event {
  if (event.kind !== 'task.end' || event.ending.how !== 'answered') return event;
  return { ...event, ending: { ...event.ending, disposition } };
}

const mostShown = 120;
