import { readTasks, type TaskCall, type TaskRecord, type Trace } from '../../../index.ts';
import type { Answer, Request } from '../agent/request.ts';

/** The tasks of the fault phase. */
export function tasksDuring(trace: Trace): readonly TaskRecord[] {
  return readTasks(trace).tasks.filter(({ role }) => role === 'during');
}

/** What a task asked for. */
export function requestOf({ start }: TaskRecord): Request {
  return start.input as Request;
}

/** What it was answered; null where it was not. */
export function answerOf({ ending }: TaskRecord): Answer | null {
  return ending.how === 'answered' ? (ending.answer as Answer) : null;
}

/** Its calls at these points, in order. */
export function callsAt({ calls }: TaskRecord, ...points: readonly string[]): readonly TaskCall[] {
  return calls.filter(({ start }) => points.includes(start.point));
}

/** Whether no fault strikes a call of these tasks to a model. */
export function areModelsWell(tasks: readonly TaskRecord[]): boolean {
  return !tasks.some((task) => callsAt(task, 'swift', 'grand').some(({ hits }) => hits.length > 0));
}

/** Whether a call was answered, and truly. */
export function isGood({ end }: TaskCall): boolean {
  return end?.outcome === 'replied' && end.taint === '';
}
