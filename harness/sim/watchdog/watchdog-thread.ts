// Runs in a worker: sees from outside that the main thread's event loop has stopped.
import { Session } from 'node:inspector';
import { workerData } from 'node:worker_threads';
import { answer, board } from './watchdog-board.ts';

const memory = workerData as Int32Array;
const pollMs = 50;
const patienceMs = 1000;
/** How much longer it may take to do nothing: it waits, or gets no processor time. */
const idleFactor = 10;
let beatSeen = -1;
let since = spent();

setInterval(() => {
  const beat = Atomics.load(memory, board.beat);
  const watched = Atomics.load(memory, board.watched);
  if (beat !== beatSeen || watched === 0) {
    beatSeen = beat;
    since = spent();
  } else if (isStuck(Atomics.load(memory, board.stuckMs))) {
    breakIn(beat);
    since = spent();
  }
}, pollMs);

interface Spent {
  readonly realMs: number;
  /** Processor time of all threads; the main thread's alone is not to be had here. */
  readonly workMs: number;
}

function spent(): Spent {
  const { user, system } = process.cpuUsage();
  return { realMs: performance.now(), workMs: (user + system) / 1000 };
}

/**
 * Code that never yields works all the time. On a machine with too much to do, code that would soon
 * yield may wait for seconds until it can: that is not the agent's doing.
 */
function isStuck(stuckMs: number): boolean {
  const now = spent();
  const realMs = now.realMs - since.realMs;
  const hasWorked = now.workMs - since.workMs >= stuckMs;
  return realMs >= (hasWorked ? stuckMs : stuckMs * idleFactor);
}

/**
 * Asks the blocked thread in the midst of its work whether to end it, and if so posts the order
 * while that thread still waits: so the order is the next thing it sees, and cannot hit code that
 * came after. Code that is blocked outside JavaScript does not answer until it is back.
 */
function breakIn(beat: number): void {
  Atomics.store(memory, board.answer, answer.open);
  Atomics.store(memory, board.ordered, 0);
  const session = new Session();
  session.connectToMainThread();
  const expression = `process[Symbol.for('brownout.sim.breakIn')]?.(${beat})`;
  session.post('Runtime.evaluate', { expression });
  Atomics.wait(memory, board.answer, answer.open, patienceMs);
  const is = Atomics.compareExchange(memory, board.answer, answer.open, answer.tooLate);
  if (is === answer.end) session.post('Runtime.terminateExecution');
  Atomics.store(memory, board.ordered, 1);
  Atomics.notify(memory, board.ordered);
  session.disconnect();
}
