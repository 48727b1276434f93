import { sorted } from '../sorted.ts';
import { standIns, type StandIn } from './stand-in.ts';

/** Headers by name, lower-case, as they go over the wire: nothing that a `Headers` would change. */
export type PlainHeaders = Readonly<Record<string, string>>;

/**
 * The headers as plain ones; undefined where only a `Headers` can say what becomes of them. A copy:
 * the caller may change its headers after the call.
 */
export function plainHeaders(
  headers: HeadersInit | null | undefined,
): Record<string, string> | undefined {
  if (headers === undefined) return {};
  const copy: Record<string, string> = {};
  if (headers instanceof Headers) {
    // `Object.fromEntries` takes half as long again.
    for (const [name, value] of headers) copy[name] = value;
    return copy;
  }
  if (headers === null || Object.getPrototypeOf(headers) !== Object.prototype) return undefined;
  for (const [name, value] of Object.entries(headers as Record<string, unknown>)) {
    if (typeof value !== 'string' || !token.test(name) || !latin.test(value)) return undefined;
    const lower = name.toLowerCase();
    // Only a `Headers` knows how two of one name go together.
    if (Object.hasOwn(copy, lower)) return undefined;
    copy[lower] = value.trim();
  }
  return copy;
}

const token = /^[\w!#$%&'*+.^`|~-]+$/;
const latin = /^[\t\x20-\x7e]*$/;

/** Whether a record can do as plain headers just as it is. */
export function isPlain(headers: Readonly<Record<string, string>>): headers is PlainHeaders {
  for (const name in headers) {
    if (!wireName.test(name) || !wireValue.test(headers[name] as string)) return false;
  }
  return true;
}

const wireName = /^[\d_a-z!#$%&'*+.^`|~-]+$/;
/** No white space at its ends. */
const wireValue = /^(?:[!-~](?:[\t\x20-\x7e]*[!-~])?)?$/;

/** A `Headers` of plain ones; it becomes a genuine one when it is written to. */
export function headersOf(given: PlainHeaders): Headers {
  return headers.make({ given, names: undefined, self: undefined, genuine: undefined }) as Headers;
}

/** Lets a stand-in speak for another `Headers` with the same content from now on. */
export function adopt(standIn: Headers, genuine: Headers): void {
  const state = headers.stateOf(standIn);
  if (state !== undefined) state.genuine = genuine;
}

interface State extends StandIn {
  readonly given: PlainHeaders;
  names: readonly string[] | undefined;
  genuine: Headers | undefined;
}

function genuine(state: State): Headers {
  return (state.genuine ??= new Headers(state.given));
}

function entries(state: State): Iterator<[string, string]> {
  if (state.genuine !== undefined) return state.genuine.entries();
  const { given } = state;
  state.names ??= sorted(Object.keys(given));
  return state.names.map((name): [string, string] => [name, given[name] as string]).values();
}

const headers = standIns<State>(Headers.prototype, genuine, {
  getters: {},
  methods: {
    get: (state, name: string) => {
      if (state.genuine !== undefined || !token.test(name)) return genuine(state).get(name);
      const lower = name.toLowerCase();
      return Object.hasOwn(state.given, lower) ? state.given[lower] : null;
    },
    has: (state, name: string) => {
      if (state.genuine !== undefined || !token.test(name)) return genuine(state).has(name);
      return Object.hasOwn(state.given, name.toLowerCase());
    },
    entries,
    [Symbol.iterator]: entries,
    forEach: (
      state,
      callback: (value: string, name: string, all: object) => void,
      self?: unknown,
    ) => {
      genuine(state).forEach((value, name) =>
        callback.call(self, value, name, state.self as object),
      );
    },
  },
});
