import { isSound, type TaskCall, type TaskRecord } from './tasks.ts';

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
export function patienceWith(
  delayed: TaskCall,
  { start, calls }: TaskRecord,
  limitMs: number,
): Patience {
  const { point, label } = delayed.start;
  const late = calls.filter((call) => call.start.point === point && isDelayed(call));
  const isHopeless = late
    .filter((call) => call.start.site.op === delayed.start.site.op)
    .every((call) => call.start.atMs - start.atMs + delayMs(call) >= limitMs);
  return {
    tool: `${point} ${label}`,
    waitedMs: covered(late.map((call) => [call.start.atMs, endOf(call)])),
    askedMs: isHopeless ? floorMs : patienceMs,
  };
}

/** Whether a delay kept a call from getting its reply. */
export function isDelayed(call: TaskCall): boolean {
  return !isSound(call) && call.hits.some(({ effect }) => effect === 'delay');
}

function delayMs({ hits }: TaskCall): number {
  return hits.reduce((sum, hit) => sum + (hit.delayMs ?? 0), 0);
}

function endOf({ end }: TaskCall): number {
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
