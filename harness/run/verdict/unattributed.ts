import type { Trace } from '../../model/trace/trace.ts';

/**
 * The reason why a run is unknown: it has calls whose task cannot be told, since several were open.
 * Null if every call has a task.
 */
export function unattributed({ events }: Trace): string | null {
  let [open, strays] = [0, 0];
  for (const event of events) {
    if (event.kind === 'task.start') open += 1;
    if (event.kind === 'task.end') open -= 1;
    if (event.kind === 'call.start' && event.task === '' && open > 1) strays += 1;
  }
  if (strays === 0) return null;
  const calls = strays === 1 ? '1 call belongs' : `${strays} calls belong`;
  return (
    `${calls} to no task: several tasks were open, and nothing in the requests told whose they are ` +
    '(let the agent pass on the header traceparent or x-task-id, or ask one task at a time: atOnce: 1)'
  );
}
