import { replyTo, timeoutsOf } from '../http/client.ts';
import type { Patch } from './patch.ts';
import { requestFrom } from '../../model/http/request.ts';
import { deliver, responsePatch } from '../http/response.ts';
import { here, step, type ScopeState } from '../run-state.ts';
import type { Sent, SimOptions } from '../sim-options.ts';

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
  const { root, fetch } = scope.run;
  const { headersMs, bodyMs } = timeoutsOf(init);
  return replyTo(
    (left) => {
      const sent = { left, bodyMs };
      return scope === root
        ? asked(fetch, request, sent)
        : here.run(root, asked, fetch, request, sent);
    },
    { scope, signal, headersMs },
    (response) =>
      response.type === 'error'
        ? Promise.reject(new TypeError('fetch failed'))
        : deliver(response, { scope, signal, url: request.url }),
  );
}

/** What `fetch` throws, it rejects with. */
function asked(fetch: SimOptions['fetch'], request: Request, sent: Sent): Promise<Response> {
  try {
    return fetch(request, sent);
  } catch (error) {
    return Promise.reject(error);
  }
}
