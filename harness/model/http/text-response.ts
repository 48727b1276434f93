import { adopt, headersOf, isPlain, type PlainHeaders } from './plain-headers.ts';
import { isReadAsWritten } from './plain-text.ts';
import { standIns, type StandIn } from './stand-in.ts';

/** A class of responses, and how its stand-ins differ from those of other classes. */
export interface ResponseClass {
  readonly prototype: object;
  /** Makes a genuine one. */
  readonly make: (text: string, init: ResponseInit) => Response;
  /** Properties that a stand-in tells itself, beside those that all responses have alike. */
  readonly getters?: Readonly<Record<string, (standIn: object | undefined) => unknown>>;
  /** Called with the genuine response that takes a stand-in's place. */
  readonly onMade?: (made: Response, standIn: object | undefined) => void;
  /** What reading settles as in place of the text, where it does. */
  readonly unread?: (standIn: object | undefined) => Promise<never> | undefined;
}

/** The status and the headers of a response with a text. */
export interface TextInit {
  readonly status: number;
  readonly headers: PlainHeaders;
}

/** Responses of one class whose body is a text. */
export interface TextResponses {
  /**
   * A stand-in for such a response; undefined where only a genuine one will do. Headers are as they
   * are: the content type is among them.
   */
  readonly make: (text: string, init: TextInit) => Response | undefined;
  /**
   * Reads the content of a stand-in that nothing has been done with; undefined for any other
   * response.
   */
  readonly take: (response: Response) => (TextInit & { readonly text: string }) | undefined;
}

/**
 * Stand-ins for responses of a class. Undici spends longer on a stream and headers than all else in
 * a call takes, so these tell and read by themselves; each becomes a genuine response where the
 * stream is asked for.
 */
export function textResponses(type: ResponseClass): TextResponses {
  const genuine = (state: State) => (state.genuine ??= made(state, type));
  const read = <T>(state: State, how: 'text' | 'json', parse: (text: string) => T): Promise<T> => {
    if (state.genuine !== undefined || state.isUsed) return genuine(state)[how]() as Promise<T>;
    const { text } = state;
    state.isUsed = true;
    state.text = '';
    return type.unread?.(state.self) ?? new Promise((resolve) => resolve(parse(text)));
  };
  const getters: Record<string, (state: State) => unknown> = {
    status: ({ status }) => status,
    ok: ({ status }) => status <= 299,
    type: () => 'default',
    redirected: () => false,
    headers: (state) => (state.headers ??= state.genuine?.headers ?? headersOf(state.given)),
    bodyUsed: ({ genuine, isUsed }) => genuine?.bodyUsed ?? isUsed,
  };
  for (const [name, tell] of Object.entries(type.getters ?? {})) {
    getters[name] = ({ self }) => tell(self);
  }
  const responses = standIns<State>(type.prototype, genuine, {
    getters,
    methods: {
      text: (state) => read(state, 'text', (text) => text),
      json: (state) => read(state, 'json', (text) => JSON.parse(text) as unknown),
    },
  });
  return {
    make: (text, { status, headers: given }) => {
      if (!mayHaveBody(status) || !isReadAsWritten(text) || !isPlain(given)) return undefined;
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
    },
    take: (response) => {
      const state = responses.stateOf(response);
      const isTouched = state?.genuine !== undefined || state?.headers !== undefined;
      if (state === undefined || isTouched || state.isUsed) return undefined;
      const { text, status, given: headers } = state;
      state.isUsed = true;
      state.text = '';
      return { text, status, headers };
    },
  };
}

/** Statuses whose `Response` may have no body. */
export const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

function mayHaveBody(status: number): boolean {
  return status >= 200 && status <= 599 && !bodiless.has(status);
}

interface State extends StandIn {
  text: string;
  readonly status: number;
  readonly given: PlainHeaders;
  headers: Headers | undefined;
  isUsed: boolean;
  genuine: Response | undefined;
}

function made(state: State, { make, onMade }: ResponseClass): Response {
  const { text, status, given, headers, self, isUsed } = state;
  const made = make(text, { status, headers: headers ?? given });
  if (headers !== undefined) adopt(headers, made.headers);
  // Before it takes the place, for from then on the reading may fail.
  if (isUsed) void made.text();
  onMade?.(made, self);
  return made;
}
