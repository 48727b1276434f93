// Runs in a worker: sees from outside that the main thread's event loop has stopped.
import { Session } from 'node:inspector';
import { workerData } from 'node:worker_threads';
import { answer, board } from './watchdog-board.ts';

const memory = workerData as Int32Array;
const pollMs = 50;
const patienceMs = 1000;
let beatSeen = -1;
let sinceMs = performance.now();

setInterval(() => {
  const beat = Atomics.load(memory, board.beat);
  const watched = Atomics.load(memory, board.watched);
  if (beat !== beatSeen || watched === 0) {
    beatSeen = beat;
    sinceMs = performance.now();
  } else if (performance.now() - sinceMs >= Atomics.load(memory, board.stuckMs)) {
    breakIn(beat);
    sinceMs = performance.now();
  }
}, pollMs);

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
