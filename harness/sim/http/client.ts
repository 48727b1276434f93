import type { Leaving } from '../../model/call.ts';
import { depart, departure } from '../../model/departure.ts';
import { alarm, set, unset } from '../alarms.ts';
import type { ScopeState } from '../run-state.ts';
import { onAbort } from '../signals.ts';

/** How long a client waits for the headers of a reply, and between two pieces of its body (ms). */
export interface ClientTimeouts {
  readonly headersMs: number;
  readonly bodyMs: number;
}

/**
 * The timeouts of Node's own client (undici), or those of the dispatcher that a `fetch` is given, or
 * that stands for all: a call that hangs ends for the agent as it would outside of sim.
 */
export function timeoutsOf(init: RequestInit | undefined): ClientTimeouts {
  const dispatcher =
    (init as { readonly dispatcher?: object } | undefined)?.dispatcher ??
    (globalThis as { readonly [standing]?: object })[standing];
  if (dispatcher === undefined) return usual;
  let known = ofDispatchers.get(dispatcher);
  if (known === undefined) ofDispatchers.set(dispatcher, (known = readOptions(dispatcher)));
  return known;
}

/** What one `fetch` needs while no reply has come. */
export interface Waiting {
  readonly scope: ScopeState;
  /** The caller's own. */
  readonly signal: AbortSignal | undefined;
  readonly headersMs: number;
}

/**
 * The reply to what `ask` sends, as the caller gets it: the reason of the caller's signal where
 * that aborts first, undici's error where its headers do not come in time (`ask` is told of both),
 * and nothing ever where the caller is dead by then.
 */
export function replyTo<T, R>(
  ask: (left: Leaving) => Promise<T>,
  { scope, signal, headersMs }: Waiting,
  take: (value: T) => R | Promise<R>,
): Promise<R> {
  return new Promise((resolve, reject) => {
    const left = departure();
    const leave = (reason: Error) => {
      settle();
      if (!scope.dead) reject(reason);
      depart(left);
    };
    const timer = alarm(scope, headersMs, () => leave(headersTimeout()));
    const stop = signal && onAbort(scope.run, signal, () => leave(signal.reason as Error));
    const settle = () => {
      unset(timer);
      stop?.();
    };
    if (headersMs > 0) set(timer);
    ask(left).then(
      (value) => {
        settle();
        if (!scope.dead) resolve(take(value));
      },
      (error: Error) => {
        settle();
        if (!scope.dead) reject(error);
      },
    );
  });
}

/** What reading a body fails with where no piece of it has come for too long. */
export function bodyTimeout(): TypeError {
  return new TypeError('terminated', { cause: undiciError('Body', 'BODY') });
}

function headersTimeout(): TypeError {
  return new TypeError('fetch failed', { cause: undiciError('Headers', 'HEADERS') });
}

function undiciError(part: string, code: string): Error {
  const error = new Error(`${part} Timeout Error`);
  return Object.assign(error, { name: `${part}TimeoutError`, code: `UND_ERR_${code}_TIMEOUT` });
}

const usual: ClientTimeouts = { headersMs: 300_000, bodyMs: 300_000 };
/** Where undici keeps the dispatcher of all requests that are not given one. */
const standing: unique symbol = Symbol.for('undici.globalDispatcher.1') as never;
const ofDispatchers = new WeakMap<object, ClientTimeouts>();

/** Undici tells nobody the options of an agent; one that keeps them elsewhere has the usual ones. */
function readOptions(dispatcher: object): ClientTimeouts {
  const key = Object.getOwnPropertySymbols(dispatcher).find((one) => one.description === 'options');
  const { headersTimeout: headersMs, bodyTimeout: bodyMs } = ((key &&
    Reflect.get(dispatcher, key)) ??
    {}) as { readonly headersTimeout?: number | null; readonly bodyTimeout?: number | null };
  return { headersMs: headersMs ?? usual.headersMs, bodyMs: bodyMs ?? usual.bodyMs };
}
