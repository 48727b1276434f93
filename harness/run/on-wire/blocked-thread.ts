// Runs in a worker: sees from outside that the main thread's event loop has stopped, and ends the process.
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const { turns, patienceMs } = workerData as {
  readonly turns: Int32Array;
  readonly patienceMs: number;
};
const pollMs = 100;
let turnSeen = -1;
let sinceMs = workedMs();

setInterval(() => {
  const turn = Atomics.load(turns, 0);
  if (turn !== turnSeen) {
    turnSeen = turn;
    sinceMs = workedMs();
  } else if (workedMs() - sinceMs > patienceMs) {
    const seconds = Math.round(patienceMs / 1000);
    writeSync(2, `brownout: an agent in process has not yielded for ${seconds} s of work\n`);
    process.kill(process.pid, 'SIGKILL');
  }
}, pollMs);

/** Of all threads: a process that waits, or is starved or stopped, does not use any. */
function workedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
