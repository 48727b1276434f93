import type { Clock } from '../../model/clock.ts';
import type { Redactor } from '../../model/redaction/redactor.ts';
import { eventsTo } from '../../model/trace/sink.ts';
import type { Event } from '../../model/trace/trace.ts';
import type { Recorder } from '../../run/recorder.ts';
import type { Arrival } from '../schedule.ts';
import type { OpenTask } from './task-judge.ts';

/** Who hears what happens. */
export interface Hearers {
  /** Every event, as it happens; `atMs` is since the load began. */
  readonly event: (event: Event) => void;
  /** A task has ended, and all its calls have landed. */
  readonly settled: (task: OpenTask) => void;
}

/** Gives each event to its task, and hands over a task once nothing more can come of it. */
export interface TaskSorter extends Recorder {
  /** Times are since now. */
  readonly open: () => void;
  readonly nowMs: () => number;
  readonly begin: (arrival: Arrival) => void;
  readonly end: (id: string) => void;
  /** Effects of tasks that had been handed over: nobody has judged them. */
  readonly afterwards: () => number;
  /** Tasks that have begun and were not handed over. */
  readonly left: () => readonly OpenTask[];
}

/** A recorder that keeps the events of open tasks, and no others. */
export function taskSorter(
  clock: Clock,
  redactor: Pick<Redactor, 'happening'>,
  hearers: Hearers,
): TaskSorter {
  const tasks = new Map<string, OpenTask>();
  /** Hits tell of their call, and not of its task. */
  const callers = new Map<number, OpenTask>();
  let openedMs = 0;
  let afterwards = 0;
  let why: string | null = null;
  const { exactMs = clock.nowMs } = clock;
  const nowMs = () => exactMs() - openedMs;
  const settle = (task: OpenTask) => {
    if (task.endedMs === null || task.inFlight > 0) return;
    tasks.delete(task.arrival.id);
    for (const event of task.events) if (event.kind === 'call.start') callers.delete(event.call);
    hearers.settled(task);
  };
  const ownerOf = (event: Event): OpenTask | null => {
    if ('task' in event) return tasks.get(event.task) ?? null;
    return event.kind === 'fault.hit' ? (callers.get(event.call) ?? null) : null;
  };
  const take = (event: Event) => {
    const task = ownerOf(event);
    if (task) {
      task.events.push(event);
      if (event.kind === 'call.start') {
        task.inFlight += 1;
        callers.set(event.call, task);
      }
    } else if (event.kind === 'effect' && event.task !== '') {
      afterwards += 1;
    } else if (event.kind === 'process') {
      for (const one of tasks.values()) if (one.endedMs === null) one.events.push(event);
    }
    hearers.event(event);
  };
  return {
    open: () => (openedMs = exactMs()),
    nowMs,
    begin: (arrival) => {
      const beganMs = nowMs();
      tasks.set(arrival.id, { arrival, beganMs, events: [], endedMs: null, inFlight: 0 });
    },
    end: (id) => {
      const task = tasks.get(id);
      if (!task) return;
      task.endedMs = nowMs();
      settle(task);
    },
    landed: (id) => {
      const task = tasks.get(id);
      if (!task) return;
      task.inFlight -= 1;
      settle(task);
    },
    afterwards: () => afterwards,
    left: () => [...tasks.values()],
    record: eventsTo({ take }, { nowMs: () => Math.round(nowMs()) }, redactor),
    events: [],
    truncate: (reason) => {
      why ??= reason;
    },
    truncated: () => (why === null ? null : { dropped: 0, why }),
  };
}
