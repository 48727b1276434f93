import type { Role } from '../../model/phase.ts';
import type { Event } from '../../model/trace/trace.ts';
import type { Arrival } from '../schedule.ts';

/** A task with what is known of it so far. */
interface CallingTask {
  readonly arrival: Pick<Arrival, 'phase'>;
  readonly events: readonly Event[];
}

/** The last calls of the tasks of a load, on which others may rely: one spares a tool that has just failed. */
export interface OthersCalls {
  /** Keeps the calls of a task that has ended. */
  readonly see: (task: CallingTask) => void;
  /**
   * The events of the last calls that other tasks of the phase made of what a task would usually call (the calls of
   * `usual`) and did not, where none of them was replied to. Empty where it was answered in full.
   */
  readonly beside: (task: CallingTask, usual: readonly Event[]) => readonly Event[];
}

/** The calls of one label that one task made. */
interface Made {
  readonly role: Role;
  readonly lastMs: number;
  /** Whether none of them was replied to. */
  readonly isDown: boolean;
  readonly events: readonly Event[];
}

/** No task has been seen yet; `open` are those that were not seen. */
export function othersCalls(open: () => readonly CallingTask[]): OthersCalls {
  const last = new Map<string, Made>();
  return {
    see: (task) => {
      for (const [label, made] of callsOf(task)) {
        if (made.lastMs >= (last.get(label)?.lastMs ?? 0)) last.set(label, made);
      }
    },
    beside: (task, usual) => {
      if (isFull(task)) return [];
      const { role } = task.arrival.phase;
      const own = new Set(callStarts(task.events).map(labelOf));
      const missed = new Set(
        callStarts(usual)
          .map(labelOf)
          .filter((label) => !own.has(label)),
      );
      return [...missed].flatMap((label) => {
        const kept = last.get(label);
        const others = open().filter((one) => one !== task && one.arrival.phase.role === role);
        const made =
          kept?.role === role ? [kept] : others.flatMap((one) => callsOf(one).get(label) ?? []);
        return made.filter(({ isDown }) => isDown).flatMap(({ events }) => events);
      });
    },
  };
}

function isFull({ events }: CallingTask): boolean {
  const end = events.find(({ kind }) => kind === 'task.end');
  if (end?.kind !== 'task.end' || end.ending.how !== 'answered') return false;
  return end.ending.disposition === 'full';
}

/** The calls of a task by their label. */
function callsOf({ arrival, events }: CallingTask): ReadonlyMap<string, Made> {
  const { role } = arrival.phase;
  const starts = callStarts(events);
  const byLabel = Map.groupBy(starts, labelOf);
  const made = [...byLabel].map(([label, its]): [string, Made] => {
    const calls = new Set(its.map(({ call }) => call));
    const isOfThese = (event: Event) =>
      (event.kind === 'call.start' || event.kind === 'call.end' || event.kind === 'fault.hit') &&
      calls.has(event.call);
    const own = events.filter(isOfThese);
    const isDown = !own.some((event) => event.kind === 'call.end' && event.outcome === 'replied');
    return [label, { role, lastMs: its.at(-1)?.atMs ?? 0, isDown, events: own }];
  });
  return new Map(made);
}

type CallStart = Extract<Event, { readonly kind: 'call.start' }>;

function callStarts(events: readonly Event[]): readonly CallStart[] {
  return events.filter((event) => event.kind === 'call.start');
}

function labelOf({ point, label }: CallStart): string {
  return `${point}\u0000${label}`;
}
