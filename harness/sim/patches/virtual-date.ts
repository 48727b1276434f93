import type { Patch } from './patch.ts';
import { here } from '../run-state.ts';
import { readClock } from './virtual-clock.ts';

/**
 * Puts in place a `Date` that tells the time of the run it is used in. It shares its prototype with
 * the real one, so `instanceof` holds both ways, whoever made the object.
 */
export function datePatch(patch: Patch): void {
  const Real = globalThis.Date;
  const Virtual = function (...args: unknown[]): unknown {
    const scope = here.getStore();
    if (new.target === undefined) {
      return scope === undefined ? Real() : new Real(dateNow(scope)).toString();
    }
    if (scope !== undefined && args.length === 0) args = [dateNow(scope)];
    return Reflect.construct(Real, args, new.target);
  };
  const now = Object.defineProperty(
    () => {
      const scope = here.getStore();
      return scope === undefined ? Real.now() : dateNow(scope);
    },
    'name',
    { value: 'now' },
  );
  const statics = Object.getOwnPropertyDescriptors(Real);
  Object.defineProperties(Virtual, { ...statics, now: { ...statics.now, value: now } });
  patch.property(globalThis, 'Date', {
    ...Object.getOwnPropertyDescriptor(globalThis, 'Date'),
    value: Virtual,
  });
  patch.property(Real.prototype, 'constructor', {
    ...Object.getOwnPropertyDescriptor(Real.prototype, 'constructor'),
    value: Virtual,
  });
}

function dateNow(scope: Parameters<typeof readClock>[0]): number {
  return scope.run.options.epochMs + readClock(scope);
}
