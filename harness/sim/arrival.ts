import type { ScopeState } from './run-state.ts';
import { onAbort } from './signals.ts';

/**
 * The result of a promise for a caller: it rejects with the signal's reason if that aborts first,
 * and never settles if the caller is dead by then.
 */
export function arrival<T, R>(
  coming: Promise<T>,
  scope: ScopeState,
  signal: AbortSignal | undefined,
  take: (value: T) => R | Promise<R>,
): Promise<R> {
  // Most callers have no signal, and then a promise less will do.
  if (signal === undefined) {
    return coming.then(
      (value) => (scope.dead ? never<R>() : take(value)),
      (error: Error) => (scope.dead ? never<R>() : Promise.reject(error)),
    );
  }
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason as Error);
    if (signal.aborted) leave();
    const stop = onAbort(scope.run, signal, leave);
    const settle = (how: () => void) => {
      stop();
      if (!scope.dead) how();
    };
    coming.then(
      (value) => settle(() => resolve(take(value))),
      (error: Error) => settle(() => reject(error)),
    );
  });
}

function never<R>(): Promise<R> {
  return new Promise(() => {});
}
