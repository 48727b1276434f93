import { sleep } from '../../harness/model/clock.ts';

let stopping: AbortController | undefined;

/**
 * Aborts when this worker is told to stop by a signal. From then on agents may be dying of it, and
 * what a run says is worth nothing. A Ctrl-C goes to all processes of a terminal: it is for the
 * command to end its workers, after they have told what they know. SIGTERM ends them.
 */
export function stoppingSignal(): AbortSignal {
  if (stopping) return stopping.signal;
  const controller = (stopping = new AbortController());
  process.on('SIGINT', () => controller.abort());
  process.on('SIGTERM', () => {
    controller.abort();
    void Promise.race([Promise.allSettled(works), sleep(lingerMs)]).then(() => process.exit(143));
  });
  return controller.signal;
}

const works = new Set<Promise<unknown>>();

/** Half a second after SIGTERM comes SIGKILL. */
const lingerMs = 400;

/** Work that ends soon after the signal, and writes down what it has: it is waited for a moment. */
export function finishing(work: Promise<unknown>): void {
  works.add(work);
  const done = () => works.delete(work);
  work.then(done, done);
}
