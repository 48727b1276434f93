import type { Patch } from './patch.ts';
import { here, step, type ScopeState } from '../run-state.ts';

/**
 * The virtual time as the run's own code reads it (ms since it opened). Code that does nothing but
 * read the clock waits for it to move, so after `patience` reads each one moves it by 1 ms.
 */
export function readClock(scope: ScopeState): number {
  step(scope);
  const { run } = scope;
  run.clockReads += 1;
  if (run.clockReads > patience && !scope.dead) run.nowMs += 1;
  return run.nowMs;
}

/** Routes `performance.now`, `performance.timeOrigin`, `process.hrtime` and `process.uptime`. */
export function clockPatches(patch: Patch): void {
  const performance = Object.getPrototypeOf(globalThis.performance) as object;
  patch.method(performance, 'now', (original: () => number) => {
    return function (this: unknown) {
      const scope = here.getStore();
      return scope === undefined ? Reflect.apply(original, this, []) : readClock(scope);
    };
  });
  originPatch(patch, performance);
  hrtimePatch(patch);
  patch.method(process, 'uptime', (original: () => number) => () => {
    const scope = here.getStore();
    return scope === undefined ? original() : readClock(scope) / 1000;
  });
}

const patience = 10_000;

function originPatch(patch: Patch, performance: object): void {
  const before = Object.getOwnPropertyDescriptor(performance, 'timeOrigin');
  const original = before?.get;
  if (original === undefined) return;
  patch.property(performance, 'timeOrigin', {
    ...before,
    get(this: unknown) {
      const run = here.getStore()?.run;
      return run === undefined ? Reflect.apply(original, this, []) : run.options.epochMs;
    },
  });
}

type Pair = [seconds: number, nanoseconds: number];

function hrtimePatch(patch: Patch): void {
  patch.method(process, 'hrtime', (original: NodeJS.HRTime) => {
    const routed = (from?: Pair): Pair => {
      const scope = here.getStore();
      if (scope === undefined || !(from === undefined || isPair(from))) return original(from);
      const now = readClock(scope);
      const ms = from === undefined ? now : now - from[0] * 1e3 - from[1] / 1e6;
      const seconds = Math.floor(ms / 1e3);
      return [seconds, Math.round((ms - seconds * 1e3) * 1e6)];
    };
    const bigint = () => {
      const scope = here.getStore();
      return scope === undefined ? original.bigint() : BigInt(readClock(scope)) * 1_000_000n;
    };
    return Object.assign(routed, { bigint });
  });
}

function isPair(from: unknown): boolean {
  return Array.isArray(from) && from.length === 2;
}
