import type { Patch } from './patch.ts';
import { requestFrom } from './request.ts';
import { deliver, responsePatch } from './response.ts';
import { here, step, type ScopeState } from './run-state.ts';

/** Routes the global `fetch` to the run's own. */
export function fetchPatch(patch: Patch): void {
  responsePatch(patch);
  patch.method(globalThis, 'fetch', (original: typeof fetch): typeof fetch => {
    return function (this: unknown, input, init) {
      const scope = here.getStore();
      if (scope === undefined) return Reflect.apply(original, this, [input, init]);
      step(scope);
      return send(scope, input, init);
    };
  });
}

function send(
  scope: ScopeState,
  input: string | URL | Request,
  init: RequestInit | undefined,
): Promise<Response> {
  if (scope.dead) return new Promise(() => {});
  let request: Request;
  try {
    request = requestFrom(input, init);
  } catch (error) {
    return Promise.reject(error);
  }
  const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
  if (signal?.aborted) return Promise.reject(signal.reason as Error);
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal?.reason as Error);
    signal?.addEventListener('abort', onAbort, { once: true });
    const { root, options } = scope.run;
    here.run(root, options.fetch, request).then(
      (response) => {
        signal?.removeEventListener('abort', onAbort);
        if (scope.dead) return;
        if (response.type === 'error') reject(new TypeError('fetch failed'));
        else resolve(deliver(response, { scope, signal, url: request.url }));
      },
      (error: Error) => {
        signal?.removeEventListener('abort', onAbort);
        if (!scope.dead) reject(error);
      },
    );
  });
}
