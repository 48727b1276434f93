import { corrects } from '../prose/corrections.ts';
import { ledgerOf, type Ledger } from '../ledger.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';

/** An answer of a conversation before the last, as its task and all others stood when it was given. */
export interface EarlierAnswer {
  /** The number of its message, from 1. */
  readonly message: number;
  /** The task as if this had been its last answer; effects are expected of the whole conversation alone. */
  readonly task: TaskRecord;
  /** The tasks of the run as they stood at the answer to the same message. */
  readonly records: TaskRecords;
  readonly ledger: Ledger;
  /** The endings that came after it: of its later messages, and the task's. */
  readonly later: readonly TaskRecord['ending'][];
}

/** Finds the earlier answers of a task, to judge each by what was known when it was given. */
export function earlierAnswersIn(
  records: TaskRecords,
): (task: TaskRecord) => readonly EarlierAnswer[] {
  const known = new Map<
    number,
    Pick<EarlierAnswer, 'records' | 'ledger'> & { readonly of: Views }
  >();
  const at = (message: number) => {
    const of: Views = new Map(records.tasks.map((task) => [task, asAnswered(task, message)]));
    const then = { ...records, tasks: [...of.values()] };
    return { of, records: then, ledger: ledgerOf(then) };
  };
  return (task) =>
    task.turns.map((_, n) => {
      const message = n + 1;
      const { of, ...then } = known.get(message) ?? at(message);
      known.set(message, { of, ...then });
      const later = [...task.turns.slice(message).map(({ ending }) => ending), task.ending];
      return { message, task: of.get(task) ?? task, ...then, later };
    });
}

/** Whether one of the endings after an answer says that it corrects what was told. */
export function isCorrected(later: EarlierAnswer['later']): boolean {
  return later.some((one) => one.how === 'answered' && corrects(one.answer));
}

type Views = ReadonlyMap<TaskRecord, TaskRecord>;

/** A task as it stood at its answer to a message, from 1; the task itself where that is its last one or none. */
export function asAnswered(task: TaskRecord, message: number): TaskRecord {
  const turn = task.turns[message - 1];
  if (!turn) return task;
  const { seq, atMs, ending } = turn;
  const isBefore = (event: { readonly seq: number }) => event.seq < seq;
  const { turns: asked = [], shouldSay: _, ...start } = task.start;
  return {
    ...task,
    start: {
      ...start,
      turns: asked.slice(0, message - 1),
      shouldDo: null,
      ...(turn.shouldSay !== undefined && { shouldSay: turn.shouldSay }),
    },
    turns: task.turns.slice(0, message - 1),
    end: { kind: 'task.end', seq, atMs, task: task.id, ending },
    ending,
    tookMs: atMs - task.start.atMs,
    calls: task.calls.filter(({ start: called }) => isBefore(called)),
    hits: task.hits.filter(isBefore),
    effects: task.effects.filter(isBefore),
    diedAt: task.diedAt < seq ? task.diedAt : -1,
  };
}

/**
 * The calls of a task since each of its messages, the last one first: those of its own window, of that and the one
 * before, and so on to all of them. One list where it is one message.
 */
export function windowsOf({ turns, calls }: TaskRecord): readonly (readonly TaskCall[])[] {
  const begun = [...turns.map(({ seq }) => seq).toReversed(), -1];
  return begun.map((since) => calls.filter(({ start }) => start.seq > since));
}
