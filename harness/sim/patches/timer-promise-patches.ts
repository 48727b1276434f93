import { createRequire } from 'node:module';
import { alarm, set, queueImmediate, unset, dropImmediate } from '../alarms.ts';
import type { Patch } from './patch.ts';
import { here, step, type ScopeState } from '../run-state.ts';
import { delayFrom } from '../http/timeout.ts';
import { onAbort } from '../signals.ts';

/** Routes `node:timers/promises`. */
export function timerPromisePatches(patch: Patch): void {
  const promises = require('node:timers/promises') as { scheduler: object };
  patch.method(promises, 'setTimeout', (original: Later) => (delay, value, options) => {
    const scope = here.getStore();
    if (scope === undefined || !isDelay(delay) || !areOptions(options)) {
      return original(delay, value, options);
    }
    return sleep(scope, delay, value, options?.signal);
  });
  patch.method(promises, 'setImmediate', (original: QueuedImmediate) => (value, options) => {
    const scope = here.getStore();
    if (scope === undefined || !areOptions(options)) return original(value, options);
    return turn(scope, value, options?.signal);
  });
  patch.method(promises, 'setInterval', (original: Every) => (delay, value, options) => {
    const scope = here.getStore();
    if (scope === undefined || !isDelay(delay) || !areOptions(options)) {
      return original(delay, value, options);
    }
    return ticks(scope, delay, value, options?.signal);
  });
  schedulerPatches(patch, Object.getPrototypeOf(promises.scheduler) as object);
}

interface Options {
  readonly signal?: AbortSignal;
}
type Later = (delay?: number, value?: unknown, options?: Options) => Promise<unknown>;
type QueuedImmediate = (value?: unknown, options?: Options) => Promise<unknown>;
type Every = (delay?: number, value?: unknown, options?: Options) => AsyncIterableIterator<unknown>;

const require = createRequire(import.meta.url);

function schedulerPatches(patch: Patch, scheduler: object): void {
  patch.method(scheduler, 'wait', (original: (ms: number, options?: Options) => unknown) => {
    return function (this: unknown, ms, options) {
      const scope = here.getStore();
      if (scope === undefined || !isDelay(ms) || !areOptions(options)) {
        return Reflect.apply(original, this, [ms, options]);
      }
      return sleep(scope, ms, undefined, options?.signal);
    };
  });
  patch.method(scheduler, 'yield', (original: () => unknown) => {
    return function (this: unknown) {
      const scope = here.getStore();
      return scope === undefined ? Reflect.apply(original, this, []) : turn(scope, undefined);
    };
  });
}

/** What is not so, Node itself rejects in its own words. */
function isDelay(delay: unknown): boolean {
  return delay === undefined || typeof delay === 'number';
}

function areOptions(options: unknown): options is Options | undefined {
  if (options === undefined) return true;
  if (typeof options !== 'object' || options === null) return false;
  const { signal, ref } = options as { signal?: unknown; ref?: unknown };
  if (ref !== undefined && typeof ref !== 'boolean') return false;
  return signal === undefined || signal instanceof AbortSignal;
}

function sleep(
  scope: ScopeState,
  delay: number | undefined,
  value: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  step(scope);
  return abortable(scope, signal, (resolve) => {
    const timer = alarm(scope, delayFrom(delay), () => resolve(value));
    set(timer);
    return () => unset(timer);
  });
}

function turn(scope: ScopeState, value: unknown, signal?: AbortSignal): Promise<unknown> {
  step(scope);
  return abortable(scope, signal, (resolve) => {
    const it = queueImmediate(scope, () => resolve(value));
    return () => dropImmediate(it);
  });
}

function abortable(
  { run }: ScopeState,
  signal: AbortSignal | undefined,
  start: (resolve: (value: unknown) => void) => () => void,
): Promise<unknown> {
  if (signal === undefined) return new Promise((resolve) => void start(resolve));
  if (signal.aborted) return Promise.reject(abortError(signal));
  return new Promise((resolve, reject) => {
    const stop = start((value) => {
      stopListening();
      resolve(value);
    });
    const stopListening = onAbort(run, signal, () => {
      stop();
      reject(abortError(signal));
    });
  });
}

async function* ticks(
  scope: ScopeState,
  delay: number | undefined,
  value: unknown,
  signal?: AbortSignal,
): AsyncGenerator<unknown, void> {
  step(scope);
  if (signal?.aborted) throw abortError(signal);
  let missed = 0;
  let wake = () => {};
  const timer = alarm(scope, delayFrom(delay), () => {
    missed += 1;
    set(timer);
    wake();
  });
  const stopListening = signal && onAbort(scope.run, signal, () => wake());
  set(timer);
  try {
    for (;;) {
      if (missed === 0 && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      for (; missed > 0; missed -= 1) yield value;
      if (signal?.aborted) throw abortError(signal);
    }
  } finally {
    unset(timer);
    stopListening?.();
  }
}

function abortError(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason as unknown });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}
