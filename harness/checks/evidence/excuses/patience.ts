import { isSameOp, isSound, type TaskCall, type TaskRecord } from '../tasks.ts';

/** How long a task waited for a delayed tool, and how long it should have. */
export interface Patience {
  /** The point and the label of the call: `flights GET /search`. */
  readonly tool: string;
  readonly waitedMs: number;
  readonly askedMs: number;
}

/** A client that waits so long in all for a delayed tool (ms), and then gives up, has been patient. */
const patienceMs = 5_000;

/** As long as that (ms) where no patience helps: the task would have to end before the reply comes. */
const floorMs = 1_000;

/**
 * The patience of a task with the tool of a delayed call: the time in which it waited for delayed calls
 * of that point, all attempts together, parallel ones counted once. `limitMs` is what the task may take.
 */
export function patienceWith(delayed: TaskCall, task: TaskRecord, limitMs: number): Patience {
  const { point, label } = delayed.start;
  const { start, calls } = task;
  const late = calls.filter((call) => call.start.point === point && isDelayed(call, task));
  const isHopeless = late
    .filter((call) => isSameOp(call, delayed))
    .every((call) => call.start.atMs - start.atMs + delayMs(call) >= limitMs);
  return {
    tool: `${point} ${label}`,
    waitedMs: covered(late.map((call) => [call.start.atMs, leftAt(call, task)])),
    askedMs: isHopeless ? floorMs : patienceMs,
  };
}

/** Whether a delay kept a call from getting its reply before the task went on without it. */
export function isDelayed(call: TaskCall, task: TaskRecord): boolean {
  if (!call.hits.some(({ effect }) => effect === 'delay')) return false;
  return !isSound(call) || goesOnAt(call, task) < endOf(call);
}

/** When a task asked the same once more, or ended, after a call (ms). */
function goesOnAt(call: TaskCall, task: TaskRecord): number {
  const again = task.calls.find((one) => isSameOp(one, call) && one.start.seq > call.start.seq);
  return again?.start.atMs ?? endOfTask(task);
}

/**
 * When the agent left a call (ms). One that it did not abort was left at the next attempt, or before it,
 * for the agent may have paused: it is taken to have waited no longer than for its last attempt.
 */
function leftAt(call: TaskCall, task: TaskRecord): number {
  if (!isSound(call) && endOf(call) <= endOfTask(task)) return endOf(call);
  const last = task.calls.findLast((one) => isSameOp(one, call)) ?? call;
  const lastMs = Math.min(endOf(last), endOfTask(task)) - last.start.atMs;
  return Math.min(goesOnAt(call, task), call.start.atMs + lastMs);
}

function delayMs({ hits }: TaskCall): number {
  return hits.reduce((sum, hit) => sum + (hit.delayMs ?? 0), 0);
}

function endOf({ end }: TaskCall): number {
  return end?.atMs ?? Number.POSITIVE_INFINITY;
}

function endOfTask({ end }: TaskRecord): number {
  return end?.atMs ?? Number.POSITIVE_INFINITY;
}

/** The length of the union of spans (ms). */
function covered(spans: readonly (readonly [from: number, to: number])[]): number {
  let sum = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}
