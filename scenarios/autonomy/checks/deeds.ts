import { readTasks, type Event, type TaskRecord, type Trace } from '../../../index.ts';

/** One change to the world that a task of the fault phase made, with what was asked for. */
export interface Deed {
  readonly task: TaskRecord;
  readonly effect: Extract<Event, { kind: 'effect' }>;
  readonly start: Extract<Event, { kind: 'call.start' }>;
  readonly end: Extract<Event, { kind: 'call.end' }> | null;
  readonly args: { readonly order?: string; readonly amount?: number; readonly approval?: string };
}

/** The tasks of the fault phase. */
export function duringOf(trace: Trace): readonly TaskRecord[] {
  return readTasks(trace).tasks.filter(({ role }) => role === 'during');
}

/** What tasks did, each change once, oldest first. */
export function deedsOf(tasks: readonly TaskRecord[]): readonly Deed[] {
  const seen = new Set<string>();
  const deeds = tasks.flatMap((task) =>
    task.effects.flatMap((effect) => {
      const name = `${effect.point} ${effect.id}`;
      const call = task.calls.find(({ start }) => start.call === effect.call);
      if (!call || seen.has(name)) return [];
      seen.add(name);
      return [{ task, effect, start: call.start, end: call.end, args: fieldsOf(call.start.input) }];
    }),
  );
  return deeds.toSorted((a, b) => a.effect.seq - b.effect.seq);
}

/** The segment that an input names; '' where it names none. */
export function segmentOf(input: unknown): string {
  return fieldsOf(input)['segment'] ?? '';
}

/** The fields of a JSON object; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, never>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, never>) : {};
}
