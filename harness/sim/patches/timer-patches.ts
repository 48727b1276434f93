import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { inContext, queueImmediate, dropImmediate } from '../alarms.ts';
import type { Patch } from './patch.ts';
import { here, step, type QueuedImmediate } from '../run-state.ts';
import { refMethods, startTimeout, stopTimeout, timeoutOf } from '../http/timeout.ts';

/** Routes the callback timers, global and of `node:timers`. */
export function timerPatches(patch: Patch): void {
  for (const target of [globalThis, require('node:timers') as object]) {
    patch.method<Call>(target, 'setTimeout', (original) => starter(original, false));
    patch.method<Call>(target, 'setInterval', (original) => starter(original, true));
    patch.method<Call>(target, 'setImmediate', immediateStarter);
    patch.method<Call>(target, 'clearTimeout', stopper);
    patch.method<Call>(target, 'clearInterval', stopper);
    patch.method<Call>(target, 'clearImmediate', immediateStopper);
  }
}

type Call = (...args: unknown[]) => unknown;

const require = createRequire(import.meta.url);

function starter(original: Call, repeats: boolean): Call {
  const routed = (callback: unknown, delay?: unknown, ...args: unknown[]): unknown => {
    const scope = here.getStore();
    if (scope === undefined || typeof callback !== 'function') {
      return original(callback, delay, ...args);
    }
    step(scope);
    return startTimeout(scope, callback as () => void, delay, args, repeats);
  };
  return withPromisify(routed, original);
}

function stopper(original: Call): Call {
  return (handle) => {
    const scope = here.getStore();
    if (scope !== undefined) step(scope);
    const timeout = timeoutOf(handle, scope?.run);
    if (timeout === undefined) original(handle);
    else stopTimeout(timeout);
  };
}

/** What `setImmediate` gives inside a run. */
interface VirtualImmediate {
  readonly queued: QueuedImmediate;
  refed: boolean;
}

function immediateStarter(original: Call): Call {
  const routed = (callback: unknown, ...args: unknown[]): unknown => {
    const scope = here.getStore();
    if (scope === undefined || typeof callback !== 'function') return original(callback, ...args);
    step(scope);
    const fire = inContext(scope, () => Reflect.apply(callback, immediate, args));
    const immediate: VirtualImmediate = {
      __proto__: immediateMethods,
      queued: queueImmediate(scope, fire),
      refed: true,
    } as unknown as VirtualImmediate;
    return immediate;
  };
  return withPromisify(routed, original);
}

function immediateStopper(original: Call): Call {
  return (handle) => {
    if (isImmediate(handle)) dropImmediate(handle.queued);
    else original(handle);
  };
}

function isImmediate(handle: unknown): handle is VirtualImmediate {
  return (
    typeof handle === 'object' &&
    handle !== null &&
    Object.getPrototypeOf(handle) === immediateMethods
  );
}

const immediateMethods: object & ThisType<VirtualImmediate> = {
  ...refMethods,
  [Symbol.dispose]() {
    dropImmediate(this.queued);
  },
};

/** `util.promisify(setTimeout)` reads this; Node's getter gives what `node:timers/promises` has. */
function withPromisify(routed: Call, original: Call): Call {
  const described = Object.getOwnPropertyDescriptor(original, promisify.custom);
  if (described === undefined) return routed;
  const name = original.name;
  const promises = require('node:timers/promises') as Record<string, unknown>;
  const get = () => promises[name];
  return Object.defineProperty(routed, promisify.custom, { get, enumerable: true });
}
