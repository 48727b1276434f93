/**
 * The `Request` that `fetch(input, init)` would make. Undici spends as long on making one with a
 * body as on all else in a call, so where `input` and `init` are plain (an absolute URL, a text
 * body) this is a stand-in on `Request.prototype` that answers `url`, `method`, `headers`,
 * `signal` and `text()` itself, and becomes a genuine one for anything else; `clone()` gives a
 * genuine one. What is not valid throws as the constructor does.
 */
export function requestFrom(input: string | URL | Request, init: RequestInit | undefined): Request {
  const plain = plainFrom(input, init);
  if (plain !== undefined) {
    return { __proto__: standIn, [of]: plain } as unknown as Request;
  }
  return input instanceof Request && init === undefined ? input : new Request(input, init);
}

/** The headers of a request by lower-case name; without a `Headers` where none was made yet. */
export function headersIn(request: Request): Record<string, string> {
  const { given, text } = (request as Partial<StandIn>)[of] ?? {};
  if (given === undefined) return Object.fromEntries(request.headers);
  if (text === undefined || 'content-type' in given) return { ...given };
  return { ...given, 'content-type': textType };
}

const textType = 'text/plain;charset=UTF-8';

/** What a stand-in knows. */
interface Plain {
  readonly url: string;
  readonly method: string;
  readonly text: string | undefined;
  given: Record<string, string> | undefined;
  headers: Headers | undefined;
  signal: AbortSignal | undefined;
  used: boolean;
  genuine: Request | undefined;
}

interface StandIn {
  readonly [of]: Plain;
}

const of: unique symbol = Symbol('plain request');
const methods: ReadonlySet<unknown> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']);
const keys: ReadonlySet<string> = new Set(['method', 'headers', 'body', 'signal']);

function plainFrom(
  input: string | URL | Request,
  init: RequestInit | undefined,
): Plain | undefined {
  if (typeof input !== 'string' && !(input instanceof URL)) return undefined;
  const { method = 'GET', body, signal, headers } = init ?? {};
  for (const key in init) {
    if (!keys.has(key) && init[key as keyof RequestInit] !== undefined) return undefined;
  }
  if (!methods.has(method) || (body != null && typeof body !== 'string')) return undefined;
  if (body != null && (method === 'GET' || method === 'HEAD')) return undefined;
  if (signal != null && !(signal instanceof AbortSignal)) return undefined;
  const url = URL.parse(input);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  const plain = plainHeaders(headers);
  return {
    url: url.href,
    method,
    text: body ?? undefined,
    given: plain,
    headers: plain ? undefined : new Headers(headers),
    signal: signal ?? undefined,
    used: false,
    genuine: undefined,
  };
}

/**
 * The headers by lower-case name, where nothing of them can be refused: then a `Headers` may wait
 * until it is asked for. A copy: the caller may change its headers after the call.
 */
function plainHeaders(headers: RequestInit['headers']): Record<string, string> | undefined {
  if (headers === undefined) return {};
  if (headers instanceof Headers) return Object.fromEntries(headers);
  if (headers === null || Object.getPrototypeOf(headers) !== Object.prototype) return undefined;
  const copy: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers as Record<string, unknown>)) {
    if (typeof value !== 'string' || !headerName.test(name) || !headerValue.test(value)) {
      return undefined;
    }
    const lower = name.toLowerCase();
    // Only a `Headers` knows how two of one name go together.
    if (lower in copy) return undefined;
    copy[lower] = value.trim();
  }
  return copy;
}

const headerName = /^[\w!#$%&'*+.^`|~-]+$/;
const headerValue = /^[\t\x20-\x7e]*$/;

function headersOf(plain: Plain): Headers {
  const headers = (plain.headers ??= new Headers(plain.given));
  plain.given = undefined;
  if (plain.text !== undefined && !headers.has('content-type')) {
    headers.set('content-type', textType);
  }
  return headers;
}

function genuine(plain: Plain): Request {
  if (plain.genuine === undefined) {
    const { url, method, signal = null } = plain;
    const made = { method, headers: headersOf(plain), body: plain.text ?? null, signal };
    plain.genuine = new Request(url, made);
    if (plain.used) void plain.genuine.text();
  }
  return plain.genuine;
}

/** The body, read once; undefined where the genuine one must say. */
function textOf(plain: Plain): string | undefined {
  if (plain.genuine !== undefined || plain.used) return undefined;
  if (plain.text === undefined) return '';
  plain.used = true;
  return plain.text;
}

const standIn = Object.create(Request.prototype, {
  url: accessor((plain) => plain.url),
  method: accessor((plain) => plain.method),
  headers: accessor(headersOf),
  signal: accessor((plain) => (plain.signal ??= new AbortController().signal)),
  bodyUsed: accessor((plain) => plain.genuine?.bodyUsed ?? plain.used),
  ...forwarded(),
  text: method(async (plain) => textOf(plain) ?? (await genuine(plain).text())),
  json: method(async (plain) => {
    const text = textOf(plain);
    return text === undefined ? await genuine(plain).json() : (JSON.parse(text) as unknown);
  }),
}) as object;

/** All else that a `Request` has is asked of a genuine one. */
function forwarded(): PropertyDescriptorMap {
  const own = new Set(['constructor', 'url', 'method', 'headers', 'signal', 'bodyUsed']);
  const result: PropertyDescriptorMap = {};
  for (const [name, was] of Object.entries(Object.getOwnPropertyDescriptors(Request.prototype))) {
    if (own.has(name)) continue;
    if (was.get !== undefined) {
      result[name] = accessor((plain) => Reflect.get(genuine(plain), name));
    } else if (typeof was.value === 'function') {
      const call = was.value as (...args: unknown[]) => unknown;
      result[name] = method((plain, args) => call.apply(genuine(plain), args));
    }
  }
  return result;
}

function accessor(get: (plain: Plain) => unknown): PropertyDescriptor {
  return {
    configurable: true,
    get(this: StandIn) {
      return get(this[of]);
    },
  };
}

function method(call: (plain: Plain, args: unknown[]) => unknown): PropertyDescriptor {
  return {
    configurable: true,
    value(this: StandIn, ...args: unknown[]) {
      return call(this[of], args);
    },
  };
}
