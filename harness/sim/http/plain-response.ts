import { adopt, headersOf, isPlain, type PlainHeaders } from './plain-headers.ts';
import { isReadAsWritten, textType } from './plain-text.ts';
import { deliver, deliveryOf } from './response.ts';
import { standIns, type StandIn } from '../patches/stand-in.ts';

/**
 * The `Response` that `new Response(text, { status, headers })` would make. Undici spends longer on
 * its stream and its headers than all else in a call takes, so this is a stand-in that tells and
 * reads by itself, and becomes a genuine one where the stream is asked for.
 */
export function responseOf(
  text: string,
  { status, headers }: { readonly status: number; readonly headers: PlainHeaders },
): Response {
  const isUsual = mayHaveBody(status) && isReadAsWritten(text) && isPlain(headers);
  if (!isUsual) return new Response(text, { status, headers });
  const given = 'content-type' in headers ? headers : { ...headers, 'content-type': textType };
  const state: State = {
    text,
    status,
    given,
    headers: undefined,
    isUsed: false,
    self: undefined,
    genuine: undefined,
  };
  return responses.make(state) as Response;
}

function mayHaveBody(status: number): boolean {
  return status >= 200 && status <= 599 && !bodiless.has(status);
}

/** Statuses whose `Response` may have no body. */
export const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

interface State extends StandIn {
  text: string;
  readonly status: number;
  readonly given: PlainHeaders;
  headers: Headers | undefined;
  isUsed: boolean;
  genuine: Response | undefined;
}

function genuine(state: State): Response {
  if (state.genuine !== undefined) return state.genuine;
  const { text, status, given, headers, self, isUsed } = state;
  const made = new Response(text, { status, headers: headers ?? given });
  if (headers !== undefined) adopt(headers, made.headers);
  // Before it is delivered, for from then on the reading may fail.
  if (isUsed) void made.text();
  const to = deliveryOf(self);
  if (to !== undefined) deliver(made, to);
  return (state.genuine = made);
}

function read<T>(state: State, how: 'text' | 'json', parse: (text: string) => T): Promise<T> {
  if (state.genuine !== undefined || state.isUsed) return genuine(state)[how]() as Promise<T>;
  const { text } = state;
  state.isUsed = true;
  state.text = '';
  const to = deliveryOf(state.self);
  if (to?.scope.dead) return new Promise(() => {});
  if (to?.signal?.aborted) return Promise.reject(to.signal.reason as Error);
  return new Promise((resolve) => resolve(parse(text)));
}

const responses = standIns<State>(Response.prototype, genuine, {
  getters: {
    status: ({ status }) => status,
    ok: ({ status }) => status <= 299,
    statusText: () => '',
    type: () => 'default',
    redirected: () => false,
    url: ({ self }) => deliveryOf(self)?.url ?? '',
    headers: (state) => (state.headers ??= state.genuine?.headers ?? headersOf(state.given)),
    bodyUsed: ({ genuine, isUsed }) => genuine?.bodyUsed ?? isUsed,
  },
  methods: {
    text: (state) => read(state, 'text', (text) => text),
    json: (state) => read(state, 'json', (text) => JSON.parse(text) as unknown),
  },
});
