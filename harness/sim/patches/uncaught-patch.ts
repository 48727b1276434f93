import type { Patch } from './patch.ts';
import { crash, here } from '../run-state.ts';

/**
 * Keeps to the run what would have ended a process: an unhandled rejection, or an error thrown
 * under a tick or a native callback, kills the scope it happened in, and the harness's own process
 * hears nothing of it. Node emits both in the async context of where they came from.
 */
export function uncaughtPatch(patch: Patch): void {
  patch.method(process, 'emit', (original: (...args: unknown[]) => unknown) => {
    return function (this: unknown, ...args: unknown[]) {
      const name = args[0];
      if (name === 'unhandledRejection' || name === 'uncaughtException') {
        const scope = here.getStore();
        if (scope !== undefined) {
          crash(scope, args[1]);
          return true;
        }
      }
      return Reflect.apply(original, this, args);
    };
  });
}
