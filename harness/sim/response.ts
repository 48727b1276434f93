import type { ScopeState } from './run-state.ts';

/** Who a response goes to. */
export interface Delivery {
  readonly scope: ScopeState;
  /** The signal of the fetch; it ends the reading of the body, too. */
  readonly signal: AbortSignal | undefined;
  readonly url: string;
}

/**
 * The same response as its caller would hold it: with the URL it came from, and a body whose
 * reading fails when the caller aborts, and never settles once the caller is dead.
 */
export function deliver(response: Response, to: Delivery): Response {
  if (!(response instanceof Response)) return response;
  Object.defineProperty(response, delivery, { value: to, configurable: true });
  return Object.setPrototypeOf(response, delivered) as Response;
}

interface Delivered {
  readonly [delivery]: Delivery;
  [gatedBody]?: ReadableStream<Uint8Array> | null;
}

const delivery = Symbol('delivery');
const gatedBody = Symbol('gated body');
const whole = Response.prototype;
const bodyOf = Object.getOwnPropertyDescriptor(whole, 'body')?.get as (
  this: unknown,
) => ReadableStream<Uint8Array> | null;

const delivered = Object.create(whole, {
  url: {
    get(this: Delivered) {
      return this[delivery].url;
    },
  },
  body: {
    get(this: Delivered) {
      const inner = bodyOf.call(this);
      return (this[gatedBody] ??= inner === null ? null : gate(inner, this[delivery]));
    },
  },
  clone: {
    value(this: Delivered & Response) {
      return deliver(whole.clone.call(this), this[delivery]);
    },
  },
  ...Object.fromEntries(
    (['text', 'json', 'arrayBuffer', 'bytes', 'blob', 'formData'] as const).map((name) => [
      name,
      {
        value(this: Delivered & Response) {
          return settle(this[delivery], whole[name].call(this));
        },
      },
    ]),
  ),
}) as object;

function settle<T>({ scope, signal }: Delivery, read: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal?.reason as Error);
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    const end = (then: () => void) => {
      signal?.removeEventListener('abort', onAbort);
      if (!scope.dead) then();
    };
    read.then(
      (value) => end(() => resolve(value)),
      (error: Error) => end(() => reject(error)),
    );
  });
}

function gate(inner: ReadableStream<Uint8Array>, to: Delivery): ReadableStream<Uint8Array> {
  const { signal } = to;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start: (controller) => {
      const onAbort = () => {
        controller.error(signal?.reason);
        void reader?.cancel(signal?.reason).catch(() => {});
      };
      if (signal?.aborted) onAbort();
      else signal?.addEventListener('abort', onAbort, { once: true });
    },
    pull: async (controller) => {
      reader ??= inner.getReader();
      const { done, value } = await settle({ ...to, signal: undefined }, reader.read());
      if (signal?.aborted) return;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async (reason) => {
      reader ??= inner.getReader();
      await reader.cancel(reason);
    },
  };
  // Nothing is read ahead: whoever calls `json()` after a look at `body` finds it untouched.
  return new ReadableStream(source, { highWaterMark: 0 });
}
