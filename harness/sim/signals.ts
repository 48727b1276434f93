import { getEventListeners } from 'node:events';
import type { RunState } from './run-state.ts';

/**
 * Calls `listener` when `signal` aborts, unless the returned function is called or the run ends
 * before that: a signal may outlive both.
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
 * Takes off a run that is over what would keep all of it in memory: the listeners of `onAbort`, and
 * all those of its composite signals, which Node keeps alive as long as anything listens to them.
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
