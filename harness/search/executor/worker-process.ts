import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { keepsCompiled } from '../../run/loader/compile-cache.ts';
import { ownFile } from '../../run/loader/own-file.ts';
import type { Observation } from '../observe/observation.ts';
import type { ScheduleSpec } from './executor.ts';
import { received, sent, type SentError } from '../../run/sent-error.ts';

/** What a worker is started with: the scenario's file, absolute, and its title. */
export interface WorkerTask {
  readonly file: string;
  readonly title: string;
}

/** A schedule for a worker. */
export interface Order {
  readonly id: number;
  readonly spec: ScheduleSpec;
}

/** The answer of a worker to an order. */
export interface WorkerAnswer {
  readonly id: number;
  readonly observation?: Observation;
  readonly error?: SentError;
}

/** What a promise was rejected with that nothing handled, outside of every run. */
export interface WorkerStray {
  readonly stray: SentError;
}

/** What a worker sends: that it has loaded the scenario, then answers. */
export type WorkerMessage = 'ready' | readonly WorkerAnswer[] | WorkerStray;

/** Orders and answers cross in batches of this many: a message each would cost as much as a run. */
export const batch = 4;

/** A process ended before it answered an order. */
export class WorkerEnded extends Error {
  /** Whether the process may have been running that very order when it ended. */
  readonly isSuspect: boolean;
  /** Whether it had loaded the scenario. */
  readonly wasReady: boolean;

  constructor(how: string, was: { readonly isSuspect: boolean; readonly wasReady: boolean }) {
    super(`a worker of the search ended (${how})`);
    this.name = 'WorkerEnded';
    this.isSuspect = was.isSuspect;
    this.wasReady = was.wasReady;
  }
}

/** What runs schedules, one by one: this thread, or a process. */
export interface Worker {
  /** Schedules it was given and has not answered. */
  readonly load: () => number;
  /** Rejects with `WorkerEnded` where its process ends before it has answered. */
  readonly observe: (spec: ScheduleSpec) => Promise<Observation>;
  readonly dismiss: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (observation: Observation) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a process that loads the scenario and runs what it is sent. */
export function hire(task: WorkerTask): Worker {
  const waiting = new Map<number, Waiting>();
  const file = ownFile(new URL('worker.ts', import.meta.url));
  const stdio = ['ignore', 'ignore', 'pipe', 'ipc'] as const;
  const child = fork(file, [JSON.stringify(task)], {
    stdio: [...stdio],
    execArgv: [...process.execArgv, ...keepsCompiled],
  });
  // Only at the very end: on a signal the search stops by itself, and still has its report to make.
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2_000);
  });
  let wasReady = false;
  child.on('message', (message: WorkerMessage) => {
    if (message === 'ready') wasReady = true;
    // It is told as it would be had the run been made here.
    else if ('stray' in message) void Promise.reject(received(message.stray));
    else for (const answer of message) settle(waiting, answer);
  });
  let how: string | null = null;
  const gone = ended(child).then((its) => {
    how = words === '' ? its : `${its})\n${words.trimEnd()}\n(its last words`;
    process.off('exit', end);
    // It answers in order, and in batches: one of the first that it has not answered ended it.
    for (const [at, one] of [...waiting.values()].entries()) {
      one.reject(new WorkerEnded(how, { isSuspect: wasReady && at < batch, wasReady }));
    }
    waiting.clear();
  });
  const send = poster(child);
  let next = 0;
  return {
    load: () => waiting.size,
    observe: (spec) =>
      new Promise((resolve, reject) => {
        if (how !== null) {
          reject(new WorkerEnded(how, { isSuspect: false, wasReady }));
          return;
        }
        const id = ++next;
        waiting.set(id, { resolve, reject });
        send({ id, spec });
      }),
    dismiss: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function settle(waiting: Map<number, Waiting>, { id, observation, error }: WorkerAnswer): void {
  const one = waiting.get(id);
  waiting.delete(id);
  if (observation) one?.resolve(observation);
  else one?.reject(received(error ?? sent('a worker gave no answer')));
}

/** Sends orders in batches: what is asked for in one go is sent in one go. */
function poster(child: ChildProcess): (order: Order) => void {
  let due: Order[] = [];
  const post = () => {
    const orders = due;
    due = [];
    // What cannot be sent goes to a process that has ended, which is told of when it is seen.
    if (orders.length > 0) child.send(orders, () => {});
  };
  return (order) => {
    due.push(order);
    if (due.length >= batch) post();
    else if (due.length === 1) setImmediate(post);
  };
}

/** How a process ended, once all that it had sent was read. */
async function ended(child: ChildProcess): Promise<string> {
  const drained = once(child, 'disconnect');
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    await drained;
    return signal === null ? `exit code ${code}` : signal;
  } catch (error) {
    drained.catch(() => {});
    return String(error);
  }
}
