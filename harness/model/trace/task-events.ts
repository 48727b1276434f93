import type { Event } from './trace.ts';

/** The events of a task, with the faults that struck its calls, in order. */
export function taskEvents(all: readonly Event[], task: string): readonly Event[] {
  const calls = new Set<number>();
  return all.filter((event) => {
    if (event.kind === 'fault.hit') return calls.has(event.call);
    if (!('task' in event) || event.task !== task) return false;
    if (event.kind === 'call.start') calls.add(event.call);
    return true;
  });
}
