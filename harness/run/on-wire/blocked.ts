import { isMainThread, Worker } from 'node:worker_threads';

/**
 * Ends this process once its event loop has not turned for `patienceMs` of work: code that never
 * yields cannot be ended in real time, and whoever waits for the process would wait for ever.
 * Call what is returned when the code is done.
 */
export function endWhenBlocked(patienceMs: number): () => void {
  if (!isMainThread) return () => {};
  const turns = new Int32Array(new SharedArrayBuffer(4));
  const timer = setInterval(() => Atomics.add(turns, 0, 1), turnMs).unref();
  // The extension is .ts in the sources, .js in the package.
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const file = new URL(`./blocked-thread${extension}`, import.meta.url);
  const thread = new Worker(file, { workerData: { turns, patienceMs }, execArgv: [] });
  thread.unref();
  // Without a thread nobody looks; the run itself is no worse for it.
  thread.on('error', () => {});
  return () => {
    clearInterval(timer);
    void thread.terminate();
  };
}

const turnMs = 100;
