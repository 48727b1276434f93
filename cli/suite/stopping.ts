import { sleep } from '../../harness/model/clock.ts';

let stopping: AbortController | undefined;

/**
 * A signal that aborts when this worker gets SIGINT or SIGTERM, after which results of runs mean
 * nothing, since agents may be dying. SIGTERM ends the worker. Ctrl-C reaches all processes of a
 * terminal; the command then ends its workers after they have reported.
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

/** How long work may go on after SIGTERM (ms); SIGKILL follows after half a second. */
const lingerMs = 400;

/** Registers work that ends soon after a signal and writes its results; the worker waits for it. */
export function finishing(work: Promise<unknown>): void {
  works.add(work);
  const done = () => works.delete(work);
  work.then(done, done);
}
