import { Session } from 'node:inspector';
import { isMainThread, Worker } from 'node:worker_threads';
import { here, runAway } from './run-state.ts';

/**
 * Says that the event loop still turns. While runs are watched and this is not called for
 * `stuckMs`, a thread of its own breaks into whatever is running.
 */
export function beat(): void {
  Atomics.add(board, 0, 1);
}

/** Starts to watch one more run. */
export function watch(stuckMs: number): void {
  const before = Atomics.add(board, 1, 1);
  if (before === 0 || stuckMs < Atomics.load(board, 2)) Atomics.store(board, 2, stuckMs);
  start();
}

/** Ends the watch over one run; call it from a hop, or an endless microtask would go unseen. */
export function unwatch(): void {
  Atomics.sub(board, 1, 1);
}

/** Ends the watchdog's thread; the next run starts it again. */
export async function stopWatchdog(): Promise<void> {
  const ended = thread;
  thread = undefined;
  Reflect.deleteProperty(process, breakIn);
  await ended?.terminate();
}

/** Shared with the thread: beats, runs being watched, the shortest `stuckMs` among them. */
const board = new Int32Array(new SharedArrayBuffer(12));
/** Where the thread finds `breakInto`, by an expression it has evaluated here. */
const breakIn = Symbol.for('brownout.sim.breakIn');
const later = globalThis.setImmediate;
const settled = Promise.resolve();
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
  thread = new Worker(file, { workerData: board, execArgv: [], stdout: true, stderr: true });
  thread.unref();
  thread.on('error', (error) => warn(`The watchdog has ended: ${error.message}`));
}

/**
 * Runs in the midst of the code that blocks, in its async context. Code of no run is none of our
 * business. The decision and the end come in one go, with no chance for the code to move on in
 * between; then it is unwound, and with it every microtask that was queued, so those who watch the
 * scope are told from a fresh turn of the loop.
 */
function breakInto(beatSeen: number): boolean {
  const scope = here.getStore();
  if (scope === undefined || Atomics.load(board, 0) !== beatSeen) return false;
  scope.run.wasBlocked = true;
  later(() => void settled.then(() => runAway(scope)));
  const session = new Session();
  session.connect();
  session.post('Runtime.terminateExecution');
  session.disconnect();
  return true;
}

function warn(message: string): void {
  if (!warned) process.emitWarning(message, 'BrownoutWarning');
  warned = true;
}
