import { getEventListeners } from 'node:events';
import type { RunState } from './run-state.ts';

/**
 * Calls `listener` when `signal` aborts; the returned function, or the run's end, cancels this,
 * since a signal may outlive both.
 */
export function onAbort(run: RunState, signal: AbortSignal, listener: () => void): () => void {
  const stop = () => {
    signal.removeEventListener('abort', listener);
    run.listening.delete(stop);
  };
  signal.addEventListener('abort', listener, { once: true });
  run.listening.add(stop);
  return stop;
}

/**
 * Releases what would keep an ended run in memory: the listeners of `onAbort`, and all listeners of
 * its composite signals, which Node keeps alive while they have any.
 */
export function releaseSignals({ listening, composites }: RunState): void {
  for (const stop of listening) stop();
  for (const reference of composites.splice(0)) {
    const signal = reference.deref();
    if (signal === undefined) continue;
    for (const listener of getEventListeners(signal, 'abort') as EventListener[]) {
      for (const capture of [false, true])
        signal.removeEventListener('abort', listener, { capture });
    }
  }
}
