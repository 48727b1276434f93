import { recent } from '../recent.ts';
import { adopt, headersOf, plainHeaders, type PlainHeaders } from './plain-headers.ts';
import { isReadAsWritten, textType } from './plain-text.ts';
import { standIns, type StandIn } from './stand-in.ts';

/**
 * The `Request` that `fetch(input, init)` would make. Undici spends as long on making one with a
 * body as on all else in a call, so where `input` and `init` are plain (an absolute URL, a text
 * body) this is a stand-in that answers `url`, `method`, `headers`, `signal` and `text()` itself,
 * and becomes a genuine one for anything else; `clone()` gives a genuine one. What is not valid
 * throws as the constructor does.
 */
export function requestFrom(input: string | URL | Request, init: RequestInit | undefined): Request {
  const state = plainFrom(input, init);
  if (state !== undefined) return requests.make(state) as Request;
  return input instanceof Request && init === undefined ? input : new Request(input, init);
}

/** The headers of a request by lower-case name; without a `Headers` where none was made yet. */
export function headersIn(request: Request): PlainHeaders {
  const state = requests.stateOf(request);
  const isUntouched = state !== undefined && state.headers === undefined;
  return isUntouched ? state.given : Object.fromEntries(request.headers);
}

/** The URL of a request, taken apart; parsed once. */
export function urlIn(request: Request): URL {
  return requests.stateOf(request)?.url ?? new URL(request.url);
}

/** What a stand-in knows. */
interface State extends StandIn {
  readonly url: URL;
  readonly method: string;
  readonly text: string | undefined;
  readonly given: PlainHeaders;
  headers: Headers | undefined;
  signal: AbortSignal | undefined;
  isUsed: boolean;
  genuine: Request | undefined;
}

const methods: ReadonlySet<unknown> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']);
const keys: ReadonlySet<string> = new Set(['method', 'headers', 'body', 'signal']);

function plainFrom(
  input: string | URL | Request,
  init: RequestInit | undefined,
): State | undefined {
  if (typeof input !== 'string' && !(input instanceof URL)) return undefined;
  const { method = 'GET', body, signal, headers } = init ?? {};
  for (const key in init) {
    if (!keys.has(key) && init[key as keyof RequestInit] !== undefined) return undefined;
  }
  if (!methods.has(method)) return undefined;
  if (body != null && !(typeof body === 'string' && isReadAsWritten(body))) return undefined;
  if (body != null && (method === 'GET' || method === 'HEAD')) return undefined;
  if (signal != null && !(signal instanceof AbortSignal)) return undefined;
  const url = typeof input === 'string' ? parsed(input) : URL.parse(input);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  const given = plainHeaders(headers);
  if (given === undefined) return undefined;
  if (body != null) given['content-type'] ??= textType;
  return {
    url,
    method,
    text: body ?? undefined,
    given,
    headers: undefined,
    signal: signal ?? undefined,
    isUsed: false,
    self: undefined,
    genuine: undefined,
  };
}

/** Agents call the same few addresses again and again; nothing here writes to a URL. */
const parsed = recent(
  (text: string) => text,
  (text) => URL.parse(text),
);

function genuine(state: State): Request {
  if (state.genuine !== undefined) return state.genuine;
  const { url, method, given, headers, text = null, signal = null, isUsed } = state;
  const made = new Request(url, { method, headers: headers ?? given, body: text, signal });
  if (headers !== undefined) adopt(headers, made.headers);
  if (isUsed) void made.text();
  return (state.genuine = made);
}

/** The body, read once; undefined where the genuine one must say. */
function textOf(state: State): string | undefined {
  if (state.genuine !== undefined || state.isUsed) return undefined;
  if (state.text === undefined) return '';
  state.isUsed = true;
  return state.text;
}

const requests = standIns<State>(Request.prototype, genuine, {
  getters: {
    url: ({ url }) => url.href,
    method: ({ method }) => method,
    headers: (state) => (state.headers ??= state.genuine?.headers ?? headersOf(state.given)),
    signal: (state) => (state.signal ??= state.genuine?.signal ?? new AbortController().signal),
    bodyUsed: ({ genuine, isUsed }) => genuine?.bodyUsed ?? isUsed,
  },
  methods: {
    text: async (state) => textOf(state) ?? (await genuine(state).text()),
    json: async (state) => {
      const text = textOf(state);
      return text === undefined ? await genuine(state).json() : (JSON.parse(text) as unknown);
    },
  },
});
