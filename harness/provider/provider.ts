import type { Incoming } from '../model/call.ts';
import { hostsOf } from '../model/options/declared-hosts.ts';
import type { HarnessError } from '../model/error.ts';
import { digest } from '../model/json/json.ts';
import type { Point, PointMaker, Surroundings } from '../model/point.ts';
import { jsonReply, type Failure, type Reply } from '../model/reply.ts';
import { exhausted, fullBucket, type Levels, type Limits } from './bucket.ts';
import { accountOf } from './account.ts';
import { buckets, type Buckets } from './buckets.ts';
import { readCassette } from './cassette/read-cassette.ts';
import { replaying } from './cassette/replaying.ts';
import { callId } from './call-id.ts';
import { conversationOf } from './conversation.ts';
import type { Answering, ChatRequest, Dialect, Pace, PlainRequest } from './dialects/dialect.ts';
import { dialectsOf } from './dialects/index.ts';
import { keptReplies, type KeptReplies } from './kept-replies.ts';
import { checkOptions, limitsOf, paceOf, type ProviderOptions } from './provider-options.ts';
import type { Read } from './reading.ts';
import { heardReply, type Asking, type ReplySource } from './source.ts';
import { follow, turnOf } from './script.ts';
import type { Turn } from '../model/turn.ts';
import { fitted } from './tokens.ts';
import { asTurn } from './turn-like.ts';
import { understanding, type Understanding, type Understood } from './understanding.ts';

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
  if (options.cassette === undefined) return providerOf(options);
  const onMiss = ({ scripted }: Asking, error: HarnessError) => {
    if (options.script === undefined) throw error;
    return scripted();
  };
  const pace = options.pace && paceOf(options);
  const recorded = readCassette(options.cassette);
  return providerOf(options, replaying(recorded, { onMiss, ...(pace && { pace }) }));
}

/** A provider of checked options; its replies come from `source`, or from its script where that is absent. */
export function providerOf(options: ProviderOptions, source?: ReplySource): PointMaker {
  const limits = limitsOf(options);
  const pace = paceOf(options);
  fullBucket(limits, 0);
  const [{ basePath }] = dialectsOf(options.dialect);
  const receive = understanding(options);
  return {
    kind: 'model',
    has: ['request', 'turn'],
    effects: [],
    ...hostsOf(options.hosts),
    labels: () => (source ? undefined : ownLabels),
    open: () => ({ basePath, ...openProvider({ options, pace, receive, source }, limits) }),
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
  readonly receive: Understanding;
  readonly source: ReplySource | undefined;
  readonly buckets: Buckets;
  readonly replies: KeptReplies;
  /** What requests asked, kept for as long as the gate holds them. */
  readonly seen: WeakMap<Incoming, Seen>;
}

const ownLabels = ['chat', 'models', 'embeddings', 'count tokens', 'compact'];

function openProvider(
  fixed: Pick<State, 'options' | 'pace' | 'receive' | 'source'>,
  limits: Limits,
): Omit<Point, 'basePath'> {
  const state: State = {
    ...fixed,
    buckets: buckets(limits),
    replies: keptReplies(),
    seen: new WeakMap(),
  };
  return {
    kind: 'model',
    effects: [],
    read: (incoming) => seenAs(state, incoming).reading,
    answer: async (_incoming, at) =>
      state.source ? sourced(state, state.source, at) : answer(state, at),
    render: (meaning, at, like) => render(state, meaning, at, like),
    fail: (failure, at) => fail(state, failure, at),
    sideEffects: () => [],
  };
}

async function sourced(state: State, source: ReplySource, at: Surroundings): Promise<Reply> {
  const seen = seenAs(state, at.call.incoming);
  const as = answering(state, seen, at);
  const reply = await source({ ...seen, at, as, scripted: () => answer(state, at) });
  return heardReply(reply, seen, state.replies.keep);
}

function answer(state: State, at: Surroundings): Reply {
  const { options } = state;
  const seen = seenAs(state, at.call.incoming);
  const { asked, dialect } = seen;
  if (asked.kind === 'wrong') return dialect.refuse(asked.problem, answering(state, seen, at));
  if (asked.kind === 'models') {
    const { models = dialect.models ?? defaultModels } = options;
    return dialect.list(models, asked.id, answering(state, seen, at));
  }
  const model = modelOf(asked);
  if (options.models && model !== '' && !options.models.includes(model)) {
    return dialect.refuse(dialect.noSuchModel(model), answering(state, seen, at));
  }
  if (asked.kind === 'chat') return answerChat(state, seen, asked.chat, at);
  return answerPlain(state, seen, asked.plain, at);
}

function answerPlain(state: State, seen: Seen, plain: PlainRequest, at: Surroundings): Reply {
  const { account, dialect } = seen;
  const rejection = state.buckets.admit(
    account,
    { input: plain.tokens, output: 0 },
    at.clock.nowMs(),
  );
  const as = answering(state, seen, at);
  return rejection ? dialect.refuse(dialect.overLimit(rejection, plain.model), as) : plain.say(as);
}

function answerChat(state: State, seen: Seen, chat: ChatRequest, at: Surroundings): Reply {
  const { options } = state;
  const { account, dialect } = seen;
  const nowMs = at.clock.nowMs();
  const reserved = {
    input: chat.promptTokens,
    output: Math.min(chat.maxTokens ?? 0, mostReserved),
  };
  const { contextTokens = Infinity } = options;
  if (chat.promptTokens > contextTokens) {
    const problem = dialect.tooLong(contextTokens, chat.promptTokens);
    return dialect.refuse(problem, answering(state, seen, at));
  }
  const rejection = state.buckets.admit(account, reserved, nowMs);
  const as = answering(state, seen, at);
  if (rejection) return dialect.refuse(dialect.overLimit(rejection, chat.model), as);
  const conversation = conversationOf(chat, at.seed);
  const turn = turnOf(follow(options.script ?? [], conversation), conversation, idsOf(dialect, as));
  const said = fitted(turn, chat.maxTokens ?? Infinity);
  const reply = say(state, dialect, said, chat, as);
  const endMs = nowMs + reply.frames.reduce((sum, frame) => sum + frame.afterMs, 0);
  const output = reserved.input + reserved.output - (reply.tokens ?? 0);
  state.buckets.correct(account, { input: 0, output }, endMs);
  return said === turn ? reply : { ...reply, truth: turn };
}

/** A turn in the way the request asked for it; anything else as a JSON body. */
function render(state: State, meaning: unknown, at: Surroundings, like?: Reply): Reply {
  const seen = seenAs(state, at.call.incoming);
  const { asked, dialect } = seen;
  const as = answering(state, seen, at);
  const turn = asked.kind === 'chat' ? asTurn(meaning, idsOf(dialect, as)) : null;
  if (turn && asked.kind === 'chat') return say(state, dialect, turn, asked.chat, as);
  return jsonReply(meaning, like?.status ?? 200, dialect.headers(as));
}

/** Words a turn, and keeps of it what later requests may name: the latest turn of a reply counts. */
function say(
  { replies }: State,
  dialect: Dialect,
  turn: Turn,
  chat: ChatRequest,
  as: Answering,
): Reply {
  if (dialect.keeps) replies.keep(dialect.keeps(turn, chat, as));
  return dialect.say(turn, chat, as);
}

function idsOf({ callId: own = callId }: Dialect, { requestId }: Answering): (n: number) => string {
  return (nth) => own(requestId, nth);
}

function fail(
  state: State,
  failure: Extract<Failure, { kind: 'status' }>,
  at: Surroundings,
): Reply {
  const { kind: _, ...problem } = failure;
  const seen = seenAs(state, at.call.incoming);
  const { dialect } = seen;
  const as = answering(state, seen, at);
  const isLimit = failure.status === 429 && (failure.code ?? rateLimit) === rateLimit;
  if (!isLimit) return dialect.refuse(problem, as);
  // Clients may read the headers in place of the body, so both must tell of the same limit.
  const untilMs = failure.retryAfterMs ?? Math.ceil(60_000 / as.levels.requests.limit);
  return dialect.refuse(problem, { ...as, levels: exhausted(as.levels, untilMs) });
}

function seenAs(state: State, incoming: Incoming): Seen {
  const known = state.seen.get(incoming);
  if (known) return known;
  const understood = state.receive(incoming, state.replies.kept);
  const seen = { ...understood, account: accountOf(incoming, modelOf(understood.asked)) };
  state.seen.set(incoming, seen);
  return seen;
}

function answering(
  state: State,
  { asked, account }: Seen,
  { call, clock, seed, delivery }: Surroundings,
): Answering {
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

function modelOf(asked: Read): string {
  if (asked.kind === 'chat') return asked.chat.model;
  return asked.kind === 'plain' ? asked.plain.model : '';
}

function idOf(parts: readonly (string | number)[]): string {
  return `req_${digest(parts.join('\n'))}`;
}

/** No model says more in one reply, whatever its caller allows (tokens). */
const mostReserved = 1_000_000;
const rateLimit = 'rate_limit_exceeded';
const defaultModels = ['gpt-5', 'gpt-5-mini'];
