import type { Incoming } from '../model/call.ts';
import { taskHeader, taskIn, taskInPath, traceIdOf } from '../model/trace/trace-context.ts';
import { askingFor } from './context.ts';

/** A request and its task; '' if the task is unknown. */
export interface Attributed {
  readonly task: string;
  readonly incoming: Incoming;
}

/**
 * Finds the task of a call while any number of tasks are open. In this order it goes by the code
 * that makes the call, if that runs in this process; by the task's own address; by what the request
 * carries (`x-task-id`, `baggage`, `traceparent`); by the only open task.
 */
export interface Attribution {
  readonly begin: (task: string) => void;
  readonly end: (task: string) => void;
  /** Forgets an ended task: its names are unknown from then on. */
  readonly forget: (task: string) => void;
  readonly of: (incoming: Incoming) => Attributed;
  /** The task of a call without a request. */
  readonly now: () => string;
}

/** Creates an attribution without open tasks. */
export function attribution(): Attribution {
  const open = new Set<string>();
  const begun = new Set<string>();
  const byTrace = new Map<string, string>();
  /** Few agents tell a task by its trace id alone, and an id takes longer than all else here. */
  const unnamed = new Set<string>();
  const known = {
    has: (task: string) => begun.has(task),
    byTrace: (id: string) => {
      for (const task of unnamed) byTrace.set(traceIdOf(task), task);
      unnamed.clear();
      return byTrace.get(id) ?? null;
    },
  };
  // Until the next task begins, what comes late belongs to the last one.
  let last = '';
  const only = () => (open.size === 1 ? ([...open][0] ?? '') : open.size === 0 ? last : '');
  const now = () => askingFor() ?? only();
  return {
    begin: (task) => {
      last = open.size === 0 ? task : '';
      open.add(task);
      begun.add(task);
      unnamed.add(task);
    },
    end: (task) => {
      open.delete(task);
    },
    forget: (task) => {
      begun.delete(task);
      if (!unnamed.delete(task)) byTrace.delete(traceIdOf(task));
    },
    now,
    of: (incoming) => {
      const { [taskHeader]: told } = incoming.headers;
      const plain = told === undefined ? incoming : withoutTask(incoming);
      const named = taskInPath(incoming.path);
      const [addressed, path] = named && begun.has(named[0]) ? named : [undefined, incoming.path];
      const task = askingFor() ?? told ?? addressed ?? taskIn(incoming.headers, known) ?? only();
      return { task, incoming: addressed === undefined ? plain : { ...plain, path } };
    },
  };
}

function withoutTask(incoming: Incoming): Incoming {
  const { [taskHeader]: _, ...headers } = incoming.headers;
  return { ...incoming, headers };
}
