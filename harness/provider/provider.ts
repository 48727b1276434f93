import type { Incoming } from '../model/call.ts';
import { isTooDeep } from '../model/json/depth.ts';
import { digest } from '../model/json/json.ts';
import type { Point, PointMaker, Reading, Surroundings } from '../model/point.ts';
import { jsonReply, type Failure, type Reply } from '../model/reply.ts';
import { exhausted, fullBucket, type Levels, type Limits } from './bucket.ts';
import { buckets, type Buckets } from './buckets.ts';
import { conversationOf } from './conversation.ts';
import type { Answering, Asked, ChatRequest, Dialect, Pace } from './dialects/dialect.ts';
import { dialectOf } from './dialects/index.ts';
import { checkOptions, limitsOf, paceOf, type ProviderOptions } from './provider-options.ts';
import { readingOf } from './reading.ts';
import { recent } from '../model/recent.ts';
import { follow, turnOf } from './script.ts';
import { fitted } from './tokens.ts';
import { asTurn } from './turn-like.ts';

export type { ProviderOptions } from './provider-options.ts';

/**
 * A model provider that answers from a script at the HTTP wire, with the JSON, streams, errors and
 * rate limits of the real one. Each run opens its own.
 *
 * @example
 * provider({ script: [{ when: { user: 'Rome' }, reply: 'Booked.' }, { reply: 'I cannot.' }] })
 */
export function provider(options: ProviderOptions): PointMaker {
  checkOptions(options);
  const limits = limitsOf(options);
  const pace = paceOf(options);
  fullBucket(limits, 0);
  const receive = recent(
    ({ method, path }: Incoming) => `${method} ${path}`,
    () => recent(({ body }: Incoming) => body, understanding(options)),
  );
  return {
    kind: 'model',
    has: ['request', 'turn'],
    effects: [],
    labels: () => ['chat', 'models'],
    open: () => openProvider(options, { limits, pace }, (incoming) => receive(incoming)(incoming)),
  };
}

/** What a request asks, and how a trace names it: the same for the same request. */
interface Understood {
  readonly asked: Asked;
  readonly reading: Reading;
}

function understanding({ dialect, keep = 'tail' }: ProviderOptions) {
  const { receive } = dialectOf(dialect);
  return (incoming: Incoming): Understood => {
    // What is nested too deeply to be walked is no JSON to a provider, whatever its dialect.
    const asked = receive(isTooDeep(incoming.body) ? { ...incoming, body: '[' } : incoming);
    return { asked, reading: readingOf(asked, incoming, keep) };
  };
}

/** A request, understood, and who sent it. */
interface Seen extends Understood {
  /** Limits hold for each pair of key and model. Lives in memory only: the key is a secret. */
  readonly account: string;
}

/** What one run's provider holds. */
interface State {
  readonly options: ProviderOptions;
  readonly pace: Pace;
  readonly dialect: Dialect;
  readonly receive: (incoming: Incoming) => Understood;
  readonly buckets: Buckets;
  /** What requests asked, kept for as long as the gate holds them. */
  readonly seen: WeakMap<Incoming, Seen>;
}

function openProvider(
  options: ProviderOptions,
  { limits, pace }: { readonly limits: Limits; readonly pace: Pace },
  receive: State['receive'],
): Point {
  const dialect = dialectOf(options.dialect);
  const state: State = {
    options,
    pace,
    dialect,
    receive,
    buckets: buckets(limits),
    seen: new WeakMap(),
  };
  return {
    kind: 'model',
    basePath: dialect.basePath,
    effects: [],
    read: (incoming) => seenAs(state, incoming).reading,
    answer: async (_incoming, at) => answer(state, at),
    render: (meaning, at, like) => render(state, meaning, at, like),
    fail: (failure, at) => fail(state, failure, at),
    sideEffects: () => [],
  };
}

function answer(state: State, at: Surroundings): Reply {
  const { dialect, options } = state;
  const { asked } = seenAs(state, at.call.incoming);
  if (asked.kind === 'wrong') return dialect.refuse(asked.problem, answering(state, at));
  if (asked.kind === 'models') {
    return dialect.list(options.models ?? defaultModels, asked.id, answering(state, at));
  }
  const { chat } = asked;
  if (options.models && !options.models.includes(chat.model)) {
    return dialect.refuse(dialect.noSuchModel(chat.model), answering(state, at));
  }
  return answerChat(state, chat, at);
}

function answerChat(state: State, chat: ChatRequest, at: Surroundings): Reply {
  const { dialect, options } = state;
  const { account } = seenAs(state, at.call.incoming);
  const nowMs = at.clock.nowMs();
  const reserved = chat.promptTokens + (chat.maxTokens ?? 0);
  const { contextTokens = Infinity } = options;
  if (chat.promptTokens > contextTokens) {
    return dialect.refuse(dialect.tooLong(contextTokens, chat.promptTokens), answering(state, at));
  }
  const rejection = state.buckets.admit(account, reserved, nowMs);
  const as = answering(state, at);
  if (rejection) return dialect.refuse(dialect.overLimit(rejection, chat.model), as);
  const conversation = conversationOf(chat, at.seed);
  const turn = turnOf(follow(options.script, conversation), conversation, as.requestId);
  const said = fitted(turn, chat.maxTokens ?? Infinity);
  const reply = dialect.say(said, chat, as);
  const endMs = nowMs + reply.frames.reduce((sum, frame) => sum + frame.afterMs, 0);
  state.buckets.correct(account, reserved - (reply.tokens ?? 0), endMs);
  return said === turn ? reply : { ...reply, truth: turn };
}

/** A turn in the way the request asked for it; anything else as a JSON body. */
function render(state: State, meaning: unknown, at: Surroundings, like?: Reply): Reply {
  const { asked } = seenAs(state, at.call.incoming);
  const as = answering(state, at);
  const turn = asTurn(meaning, as.requestId);
  if (turn && asked.kind === 'chat') return state.dialect.say(turn, asked.chat, as);
  return jsonReply(meaning, like?.status ?? 200, state.dialect.headers(as));
}

function fail(
  state: State,
  failure: Extract<Failure, { kind: 'status' }>,
  at: Surroundings,
): Reply {
  const { kind: _, ...problem } = failure;
  const as = answering(state, at);
  const isLimit = failure.status === 429 && (failure.code ?? rateLimit) === rateLimit;
  if (!isLimit) return state.dialect.refuse(problem, as);
  // Clients may read the headers in place of the body, so both must tell of the same limit.
  const untilMs = failure.retryAfterMs ?? Math.ceil(60_000 / as.levels.requests.limit);
  return state.dialect.refuse(problem, { ...as, levels: exhausted(as.levels, untilMs) });
}

function seenAs(state: State, incoming: Incoming): Seen {
  const known = state.seen.get(incoming);
  if (known) return known;
  const understood = state.receive(incoming);
  const seen = { ...understood, account: accountOf(incoming, modelOf(understood.asked)) };
  state.seen.set(incoming, seen);
  return seen;
}

function answering(state: State, { call, clock, seed, delivery }: Surroundings): Answering {
  const { asked, account } = seenAs(state, call.incoming);
  const nowMs = clock.nowMs();
  const levels: Levels = state.buckets.levels(account, nowMs);
  const { op, attempt } = call.site;
  return {
    requestId: idOf([seed, call.point, call.task, op, attempt, delivery]),
    levels,
    nowMs,
    pace: state.pace,
    model: modelOf(asked),
  };
}

function modelOf(asked: Asked): string {
  return asked.kind === 'chat' ? asked.chat.model : '';
}

function accountOf(incoming: Incoming, model: string): string {
  const { authorization, 'x-api-key': apiKey } = incoming.headers;
  return `${authorization ?? apiKey ?? ''}\n${model}`;
}

function idOf(parts: readonly (string | number)[]): string {
  return `req_${digest(parts.join('\n'))}`;
}

const rateLimit = 'rate_limit_exceeded';
const defaultModels = ['gpt-5', 'gpt-5-mini'];
