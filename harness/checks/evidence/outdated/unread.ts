import { askedIn } from '../../../model/scenario.ts';
import { argumentsOf } from '../scalars.ts';
import { isSound, type TaskCall, type TaskRecord, type TaskRecords } from '../tasks.ts';
import { factsOf, factsToldBy, type Facts } from '../lost/facts.ts';
import {
  evidenceOf,
  lostAtLast,
  newsOf,
  type LostAtLast,
  type AskedOperation,
} from '../lost/loss.ts';

/** A state that an answer rests on and its task did not read, in words, and the label of the question that tells it. */
export interface Unread {
  readonly label: string;
  readonly words: string;
}

/**
 * What only the last reply to a question tells without faults, after earlier ones that told something else, where
 * the struck task lost that last reply, as that of a poll; null where there is none, where something else told it, and
 * where the answer tells what the task read instead.
 */
export function unreadState(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  points: TaskRecords['points'],
): Unread | null {
  const evidence = evidenceOf(task, points);
  const sent = task.calls.filter(isSound).flatMap(argumentsOf);
  const known = statesIn(
    factsOf([askedIn(task.start), evidence.map(({ end }) => end?.meaning), sent]),
  );
  const others = evidence.filter((call) => twins.every((twin) => !asks(twin, call)));
  for (const lost of lostAtLast(task, twins, points)) {
    const fresh = freshIn(lost, twins);
    const lacking = fresh.find((one) => !known.has(one));
    if (lacking === undefined || tellsOfEarlier(task, twins, lost)) continue;
    const toldElsewhere = statesIn(factsOf(others.map(newsOf)));
    if (fresh.some((one) => toldElsewhere.has(one))) continue;
    const { label } = lost.own.last.start;
    const words = `nothing told it '${lacking}', which without faults the last reply to ${label} tells, and none before it`;
    return { label, words };
  }
  return null;
}

/** What the last reply says that none before it did, of every twin. */
function freshIn({ usual }: LostAtLast, twins: readonly TaskRecord[]): readonly string[] {
  const [first, ...others] = usual.map((its, n) => freshOf(its, twins[n]));
  // A number of one task alone may be another each time.
  const isAlone = twins.length === 1;
  return [...(first ?? [])].filter(
    (one) => others.every((its) => its.has(one)) && !(isAlone && isNumber(one)),
  );
}

function freshOf({ heard }: AskedOperation, twin: TaskRecord | undefined): ReadonlySet<string> {
  const [last, before] = [heard.at(-1), heard.at(-2)];
  if (!last || !before) return new Set();
  const earlier = statesIn(factsOf(heard.slice(0, -1).map(newsOf)));
  // What a task did itself may change a figure, as it does a balance, and its own reply told of it.
  const isOwnDoing = twin?.effects.some(
    ({ seq }) => seq > before.start.seq && seq < last.start.seq,
  );
  return new Set(
    [...statesIn(factsOf(newsOf(last)))].filter(
      (one) => !earlier.has(one) && !(isOwnDoing && isNumber(one)),
    ),
  );
}

/** Whether an answer tells something of the reply that its task got last, which no answer without faults does. */
function tellsOfEarlier(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  { own }: LostAtLast,
): boolean {
  const read = statesIn(factsOf(own.heard.slice(-1).map(newsOf)));
  const usual = twins.map(toldBy);
  return [...toldBy(task)].some((one) => read.has(one) && !usual.some((its) => its.has(one)));
}

function toldBy(task: TaskRecord): ReadonlySet<string> {
  return statesIn(factsToldBy(task));
}

function asks({ calls }: TaskRecord, { start }: TaskCall): boolean {
  return calls.some((one) => one.start.point === start.point && one.start.label === start.label);
}

/** The words and numbers of facts: ids, dates and times change by themselves. */
function statesIn({ words, numbers }: Facts): ReadonlySet<string> {
  return new Set([...words, ...numbers]);
}

function isNumber(text: string): boolean {
  return !Number.isNaN(Number(text));
}
