import { isMainThread, Worker } from 'node:worker_threads';
import { here, runAway } from '../run-state.ts';
import { answer, board } from './watchdog-board.ts';

/**
 * Says that the event loop still turns. While runs are watched and this is not called for
 * `stuckMs`, in which the process works, a thread of its own breaks into whatever is running.
 */
export function beat(): void {
  Atomics.add(memory, board.beat, 1);
}

/** Starts to watch one more run. */
export function watch(stuckMs: number): void {
  const before = Atomics.add(memory, board.watched, 1);
  if (before === 0 || stuckMs < Atomics.load(memory, board.stuckMs)) {
    Atomics.store(memory, board.stuckMs, stuckMs);
  }
  start();
}

/** Ends the watch over one run; call it from a hop, or an endless microtask would go unseen. */
export function unwatch(): void {
  Atomics.sub(memory, board.watched, 1);
}

/** Ends the watchdog's thread; the next run starts it again. */
export async function stopWatchdog(): Promise<void> {
  const ended = thread;
  thread = undefined;
  Reflect.deleteProperty(process, breakIn);
  await ended?.terminate();
}

const memory = new Int32Array(new SharedArrayBuffer(4 * board.length));
/** Where the thread finds `breakInto`, by an expression it has evaluated here. */
const breakIn = Symbol.for('brownout.sim.breakIn');
/** The thread is awake and has one line left to run; this is for the case that it was ended. */
const orderMs = 1000;
let thread: Worker | undefined;
let warned = false;

function start(): void {
  if (thread !== undefined) return;
  if (!isMainThread) {
    warn('An agent that blocks the event loop cannot be stopped in a worker thread: use forks.');
    return;
  }
  Object.defineProperty(process, breakIn, { value: breakInto, configurable: true });
  // The extension is .ts in the sources, .js in the package.
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const file = new URL(`./watchdog-thread${extension}`, import.meta.url);
  // Not in the context of a run that starts another: it would be taken for that run's own.
  thread = here.exit(
    () => new Worker(file, { workerData: memory, execArgv: [], stdout: true, stderr: true }),
  );
  thread.unref();
  thread.on('error', (error) => warn(`The watchdog has ended: ${error.message}`));
}

/**
 * Runs in the midst of the code that blocks, in its async context. Code of no run is none of our
 * business. What is ended is unwound, and every microtask that was queued goes with it.
 */
function breakInto(beatSeen: number): void {
  const scope = here.getStore();
  const ends = scope !== undefined && Atomics.load(memory, board.beat) === beatSeen;
  const says = ends ? answer.end : answer.leave;
  const was = Atomics.compareExchange(memory, board.answer, answer.open, says);
  Atomics.notify(memory, board.answer);
  if (!ends || was !== answer.open) return;
  scope.run.wasBlocked = true;
  runAway(scope);
  Atomics.wait(memory, board.ordered, 0, orderMs);
}

function warn(message: string): void {
  if (!warned) process.emitWarning(message, 'BrownoutWarning');
  warned = true;
}
