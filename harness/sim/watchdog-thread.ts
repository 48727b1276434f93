// Runs in a worker: sees from outside that the main thread's event loop has stopped.
import { Session } from 'node:inspector';
import { workerData } from 'node:worker_threads';

const board = workerData as Int32Array;
const pollMs = 50;
let beatSeen = -1;
let sinceMs = performance.now();

setInterval(() => {
  const beat = Atomics.load(board, 0);
  const watched = Atomics.load(board, 1);
  if (beat !== beatSeen || watched === 0) {
    beatSeen = beat;
    sinceMs = performance.now();
  } else if (performance.now() - sinceMs >= Atomics.load(board, 2)) {
    sinceMs = performance.now();
    breakIn(beat);
  }
}, pollMs);

function breakIn(beat: number): void {
  const session = new Session();
  session.connectToMainThread();
  const expression = `process[Symbol.for('brownout.sim.breakIn')]?.(${beat})`;
  session.post('Runtime.evaluate', { expression }, () => session.disconnect());
}
