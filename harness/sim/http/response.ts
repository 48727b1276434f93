import { arrival } from '../arrival.ts';
import type { Patch } from '../patches/patch.ts';
import type { ScopeState } from '../run-state.ts';
import { onAbort } from '../signals.ts';

/** Who a response goes to. */
export interface Recipient {
  readonly scope: ScopeState;
  /** The signal of the fetch; it ends the reading of the body, too. */
  readonly signal: AbortSignal | undefined;
  readonly url: string;
}

/**
 * Hands a response over: from now on it has the URL it came from, and a body whose reading fails
 * when the caller aborts and never settles once the caller is dead.
 */
export function deliver(response: Response, to: Recipient): Response {
  const marked = response as Response & Delivered;
  marked[delivery] = to;
  return response;
}

/** What was told to a response when it was handed over; undefined where it was not. */
export function deliveryOf(response: Delivered | undefined): Recipient | undefined {
  return response?.[delivery];
}

/** Makes `Response` know delivered ones; any other keeps to the original. */
export function responsePatch(patch: Patch): void {
  const { prototype } = Response;
  getterPatch(patch, 'url', (_original, to) => to.url);
  getterPatch(patch, 'body', (original, to, response) => {
    const inner = original as ReadableStream<Uint8Array> | null;
    return (response[gatedBody] ??= inner === null ? null : gate(inner, to));
  });
  patch.method(prototype, 'clone', (original: (this: Response) => Response) => {
    return function (this: Response & Delivered) {
      const copy = original.call(this);
      return this[delivery] === undefined ? copy : deliver(copy, this[delivery]);
    };
  });
  for (const name of ['text', 'json', 'arrayBuffer', 'bytes', 'blob', 'formData'] as const) {
    patch.method(prototype, name, (original: (this: Response) => Promise<unknown>) => {
      return function (this: Response & Delivered) {
        const to = this[delivery];
        return to === undefined
          ? original.call(this)
          : arrival(original.call(this), to.scope, to.signal, itself);
      };
    });
  }
}

interface Delivered {
  [delivery]?: Recipient;
  [gatedBody]?: ReadableStream<Uint8Array> | null;
}

const delivery: unique symbol = Symbol('delivery');
const gatedBody: unique symbol = Symbol('gated body');

function getterPatch(
  patch: Patch,
  name: 'url' | 'body',
  get: (original: unknown, to: Recipient, response: Delivered) => unknown,
): void {
  const before = Object.getOwnPropertyDescriptor(Response.prototype, name);
  patch.property(Response.prototype, name, {
    ...before,
    get(this: Delivered) {
      const original = before?.get?.call(this) as unknown;
      const to = this[delivery];
      return to === undefined ? original : get(original, to, this);
    },
  });
}

function gate(inner: ReadableStream<Uint8Array>, to: Recipient): ReadableStream<Uint8Array> {
  const { scope, signal } = to;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let release = () => {};
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start: (controller) => {
      const leave = () => {
        controller.error(signal?.reason);
        reader?.cancel(signal?.reason).catch(() => {});
      };
      if (signal?.aborted) leave();
      else if (signal) release = onAbort(scope.run, signal, leave);
    },
    pull: async (controller) => {
      reader ??= inner.getReader();
      const { done, value } = await arrival(reader.read(), scope, undefined, itself);
      if (signal?.aborted) return;
      if (!done) controller.enqueue(value);
      else {
        release();
        controller.close();
      }
    },
    cancel: async (reason) => {
      release();
      reader ??= inner.getReader();
      await reader.cancel(reason);
    },
  };
  // Nothing is read ahead: whoever calls `json()` after a look at `body` finds it untouched.
  return new ReadableStream(source, { highWaterMark: 0 });
}

function itself<T>(value: T): T {
  return value;
}
