import { alarm, inContext, set, unset } from '../alarms.ts';
import type { Alarm, RunState, ScopeState } from '../run-state.ts';

/** What `setTimeout` and `setInterval` give inside a run: all that Node's `Timeout` can do. */
export interface VirtualTimeout extends Methods {
  readonly alarm: Alarm;
  /** Whether it would keep a process alive; said back by `hasRef`, of no weight in a run. */
  refed: boolean;
  /** 0 until it is turned into a number. */
  id: number;
  stopped: boolean;
  readonly callback: () => void;
}

/** A timeout that has begun to run; the delay is what the user gave, NaN and all. */
export function startTimeout(
  scope: ScopeState,
  callback: (...args: unknown[]) => void,
  delay: unknown,
  args: readonly unknown[],
  repeats: boolean,
): VirtualTimeout {
  const timeout: VirtualTimeout = {
    __proto__: methods,
    alarm: alarm(scope, delayFrom(delay), never),
    refed: true,
    id: 0,
    stopped: false,
    callback: () => {
      if (!repeats) forget(timeout);
      callback.apply(timeout, args as unknown[]);
      // Node counts the next interval from the end of the callback, too.
      if (repeats && !timeout.stopped) arm(timeout);
    },
  } as unknown as VirtualTimeout;
  arm(timeout);
  return timeout;
}

/**
 * The virtual timeout that a handle stands for: the object, or in its run the number or text made
 * of it.
 */
export function timeoutOf(handle: unknown, run: RunState | undefined): VirtualTimeout | undefined {
  if (typeof handle === 'object' && handle !== null) {
    return Object.getPrototypeOf(handle) === methods ? (handle as VirtualTimeout) : undefined;
  }
  if (typeof handle === 'number' || typeof handle === 'string')
    return run && numbered.get(run)?.byId.get(Number(handle));
  return undefined;
}

/** Stops a timeout; it cannot be started again. */
export function stopTimeout(timeout: VirtualTimeout): void {
  unset(timeout.alarm);
  timeout.stopped = true;
  forget(timeout);
}

/** A delay as Node reads it: whole milliseconds from 1 to 2^31 - 1, and 1 for all else. */
export function delayFrom(delay: unknown): number {
  const ms = Number(delay);
  return ms >= 1 && ms <= 2 ** 31 - 1 ? Math.trunc(ms) : 1;
}

/** What a timer says of keeping a process alive; of no weight in a run. */
interface RefMethods {
  readonly ref: () => object;
  readonly unref: () => object;
  readonly hasRef: () => boolean;
}

/** The same for each kind of timer. */
export const refMethods: RefMethods & ThisType<{ refed: boolean }> = {
  ref() {
    this.refed = true;
    return this;
  },
  unref() {
    this.refed = false;
    return this;
  },
  hasRef() {
    return this.refed;
  },
};

interface Methods extends RefMethods {
  readonly refresh: () => VirtualTimeout;
  readonly close: () => VirtualTimeout;
  readonly [Symbol.toPrimitive]: () => number;
  readonly [Symbol.dispose]: () => void;
}

const methods: Methods & ThisType<VirtualTimeout> = {
  ...refMethods,
  refresh() {
    if (this.alarm.entry !== undefined) set(this.alarm);
    else if (!this.stopped) arm(this);
    return this;
  },
  close() {
    stopTimeout(this);
    return this;
  },
  [Symbol.toPrimitive]() {
    if (this.id === 0) {
      const { run } = this.alarm.scope;
      const its = numbered.get(run) ?? { nextId: firstId, byId: new Map<number, VirtualTimeout>() };
      numbered.set(run, its);
      this.id = its.nextId;
      its.nextId += 1;
      its.byId.set(this.id, this);
    }
    return this.id;
  },
  [Symbol.dispose]() {
    stopTimeout(this);
  },
};

/** Far above the numbers that real timers have. */
const firstId = 2 ** 40;

/** The timeouts of each run that were turned into numbers, until they fire or are stopped. */
const numbered = new WeakMap<RunState, Numbered>();

interface Numbered {
  nextId: number;
  readonly byId: Map<number, VirtualTimeout>;
}

function forget({ id, alarm: { scope } }: VirtualTimeout): void {
  if (id !== 0) numbered.get(scope.run)?.byId.delete(id);
}

function arm(timeout: VirtualTimeout): void {
  timeout.alarm.fire = inContext(timeout.alarm.scope, timeout.callback);
  set(timeout.alarm);
}

function never(): void {}
