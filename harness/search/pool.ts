import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plan } from '../model/plan.ts';
import type { Scenario } from '../model/scenario.ts';
import { evaluator, type Evaluator } from './evaluate.ts';
import type { Subject } from './subject.ts';
import type { Observation } from './observation.ts';

/** What a worker is started with. */
export interface WorkerTask extends Subject {
  /** The scenario's file, absolute, and its title. */
  readonly path: string;
  readonly title: string;
}

/** A schedule for a worker. */
export interface Order {
  readonly id: number;
  readonly plan: Plan;
}

/** What a worker says of it. */
export interface Answer {
  readonly id: number;
  readonly observation?: Observation;
  readonly error?: SentError;
}

/** An error that crosses processes: its place in the user's code is in its stack. */
interface SentError extends Pick<Error, 'name' | 'message'> {
  readonly stack?: string | undefined;
}

/** An error, as it is sent; a mistake of the user's with what names it. */
export function sent(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return Object.assign({}, error, { name, message, stack });
}

/** The error that was sent, as it was thrown. */
function received(error: SentError): Error {
  return Object.assign(new Error(error.message), error);
}

/** Schedules under way for each worker: enough that it never waits for the next. */
const perWorker = 16;

/** Orders and answers cross in batches of this many: a message each would cost as much as a run. */
export const batch = 4;

/**
 * An evaluator that spreads schedules over processes, of which this is one: a process that only
 * waits for the others would take processor time from them. Processes rather than threads: an agent
 * that never yields can only be stopped on the main thread of its process.
 */
export function pool(scenario: Scenario, task: WorkerTask, workers: number): Evaluator {
  const hired = Array.from({ length: workers - 1 }, () => hire(task));
  // Those that need no help while this one is busy come first where loads are equal.
  const crew: readonly Worker[] = [...hired, here(evaluator(scenario, task))];
  let next = 0;
  return {
    width: workers * perWorker,
    evaluate: (plan) => {
      const idlest = crew.reduce((a, b) => (b.load() < a.load() ? b : a));
      return idlest.evaluate({ id: ++next, plan });
    },
    close: async () => {
      await Promise.all(crew.map((worker) => worker.dismiss()));
    },
  };
}

/** One process of the pool. */
interface Worker {
  /** Schedules it was given and has not answered. */
  readonly load: () => number;
  readonly evaluate: (order: Order) => Promise<Observation>;
  readonly dismiss: () => Promise<void>;
}

/** This process, as one of the pool. */
function here({ evaluate, close }: Evaluator): Worker {
  let load = 0;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    load: () => load,
    evaluate: ({ plan }) => {
      load += 1;
      const answer = turn.then(() => evaluate(plan)).finally(() => (load -= 1));
      turn = answer.catch(() => {});
      return answer;
    },
    dismiss: close,
  };
}

interface Waiting {
  readonly resolve: (observation: Observation) => void;
  readonly reject: (error: Error) => void;
}

function hire(task: WorkerTask): Worker {
  const waiting = new Map<number, Waiting>();
  const child = fork(workerFile(), [JSON.stringify(task)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // Only at the very end: on a signal the search stops by itself, and still has its report to make.
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2_000);
  });
  child.on('message', (answers: readonly Answer[]) => {
    for (const { id, observation, error } of answers) {
      const one = waiting.get(id);
      waiting.delete(id);
      if (observation) one?.resolve(observation);
      else one?.reject(received(error ?? sent('a worker gave no answer')));
    }
  });
  let due: Order[] = [];
  const post = () => {
    const orders = due;
    due = [];
    if (orders.length === 0) return;
    child.send(orders, (error) => {
      if (error) for (const { id } of orders) waiting.get(id)?.reject(error);
    });
  };
  const gone = ended(child).then(() => {
    process.off('exit', end);
    const error = new Error(`a worker of the search ended\n${words}`);
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  });
  return {
    load: () => waiting.size,
    evaluate: (order: Order) =>
      new Promise<Observation>((resolve, reject) => {
        waiting.set(order.id, { resolve, reject });
        due.push(order);
        if (due.length >= batch) post();
        // What is asked for in one go is sent in one go.
        else if (due.length === 1) setImmediate(post);
      }),
    dismiss: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

/** Built, it is JavaScript; in the repository it runs from source. */
function workerFile(): string {
  const source = fileURLToPath(new URL('worker.ts', import.meta.url));
  return existsSync(source) ? source : source.replace(/\.ts$/, '.js');
}
