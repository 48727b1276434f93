import { withTraceLimit } from '../../model/trace-limit.ts';
import { alarm, inContext, set } from '../alarms.ts';
import type { Patch } from './patch.ts';
import { here, step } from '../run-state.ts';

/**
 * Routes `AbortSignal.timeout`, and notes in its run what `AbortSignal.any` makes. What a tool aborts
 * without a reason gets the usual one, but no stack trace.
 */
export function abortPatch(patch: Patch): void {
  patch.method(AbortSignal, 'timeout', (original: (ms: number) => AbortSignal) => {
    return (ms) => {
      const scope = here.getStore();
      const valid = Number.isInteger(ms) && ms >= 0 && ms < 2 ** 32;
      if (scope === undefined || !valid) return Reflect.apply(original, AbortSignal, [ms]);
      step(scope);
      const controller = new AbortController();
      const abort = () => {
        controller.abort(untraced('The operation was aborted due to timeout', 'TimeoutError'));
      };
      set(alarm(scope, Math.max(ms, 1), inContext(scope, abort)));
      return controller.signal;
    };
  });
  patch.method(AbortSignal, 'any', (original: (signals: AbortSignal[]) => AbortSignal) => {
    return (signals) => {
      const signal = Reflect.apply(original, AbortSignal, [signals]);
      here.getStore()?.run.composites.push(new WeakRef(signal));
      return signal;
    };
  });
  patch.method(AbortController.prototype, 'abort', (original: (reason?: unknown) => void) => {
    return function (this: AbortController, reason) {
      const scope = here.getStore();
      const isTool = scope !== undefined && scope === scope.run.root;
      Reflect.apply(original, this, [reason === undefined && isTool ? unread : reason]);
    };
  });
}

/** MSW aborts a signal with each answer, for nobody to read why: one reason does for all. */
const unread = untraced('This operation was aborted', 'AbortError');

/** A trace would lead into the clock's own code. */
function untraced(message: string, name: string): DOMException {
  return withTraceLimit(0, () => new DOMException(message, name));
}
