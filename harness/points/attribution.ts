import type { Incoming } from '../model/call.ts';
import { taskHeader, taskIn, taskInPath } from '../model/trace/trace-context.ts';
import { askingFor } from './context.ts';

/** A request, and the task that it was made for; '' where nobody can tell. */
export interface Attributed {
  readonly task: string;
  readonly incoming: Incoming;
}

/**
 * Tells whose call it is while any number of tasks may be open, in this order: by the code that makes
 * it, where that runs in this process; by the task's own address; by what the request carries
 * (`x-task-id`, `baggage`, `traceparent`); as that of the only task that is open.
 */
export interface Attribution {
  readonly begin: (task: string) => void;
  readonly end: (task: string) => void;
  /** Nothing more is to be told of an ended task: what names it is not known any more. */
  readonly forget: (task: string) => void;
  readonly of: (incoming: Incoming) => Attributed;
  /** The same where there is no request to look at. */
  readonly now: () => string;
}

/** No task was begun. */
export function attribution(): Attribution {
  const open = new Set<string>();
  const begun = new Set<string>();
  // Until the next task begins, what comes late belongs to the last one.
  let last = '';
  const only = () => (open.size === 1 ? ([...open][0] ?? '') : open.size === 0 ? last : '');
  const now = () => askingFor() ?? only();
  return {
    begin: (task) => {
      last = open.size === 0 ? task : '';
      open.add(task);
      begun.add(task);
    },
    end: (task) => {
      open.delete(task);
    },
    forget: (task) => void begun.delete(task),
    now,
    of: (incoming) => {
      const { [taskHeader]: told } = incoming.headers;
      const plain = told === undefined ? incoming : withoutTask(incoming);
      const named = taskInPath(incoming.path);
      const [addressed, path] = named && begun.has(named[0]) ? named : [undefined, incoming.path];
      const task = askingFor() ?? told ?? addressed ?? taskIn(incoming.headers, begun) ?? only();
      return { task, incoming: addressed === undefined ? plain : { ...plain, path } };
    },
  };
}

function withoutTask(incoming: Incoming): Incoming {
  const { [taskHeader]: _, ...headers } = incoming.headers;
  return { ...incoming, headers };
}
