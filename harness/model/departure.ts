import type { Leaving } from './call.ts';

/**
 * A caller that may leave. A real AbortSignal with one listener costs as much as all else in a
 * call.
 */
export interface Departure extends Leaving {
  aborted: boolean;
  /** Told when it leaves; most calls have one. */
  listeners: readonly (() => void)[];
}

/** A caller that has not left. */
export function departure(): Departure {
  return { aborted: false, listeners: none, addEventListener: add, removeEventListener: remove };
}

/** Notes that the caller has left, and tells each listener once. */
export function depart(left: Departure): void {
  if (left.aborted) return;
  left.aborted = true;
  const { listeners } = left;
  left.listeners = none;
  for (const listener of listeners) listener();
}

const none: readonly (() => void)[] = [];

function add(this: Departure, _type: 'abort', listener: () => void): void {
  this.listeners = this.listeners === none ? [listener] : [...this.listeners, listener];
}

function remove(this: Departure, _type: 'abort', listener: () => void): void {
  const { listeners } = this;
  if (listeners.length === 1 && listeners[0] === listener) this.listeners = none;
  else this.listeners = listeners.filter((one) => one !== listener);
}
