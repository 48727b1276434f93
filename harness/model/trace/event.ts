import { z } from 'zod';
import { roleSchema } from '../phase.ts';

/**
 * How an answer presents itself. `full`: as asked. `degraded`: less, and says so. `abstained`: it
 * declines to answer. `escalated`: handed to somebody else, or stopped for want of something.
 * `failed`: it says that it failed.
 */
export const dispositions = ['full', 'degraded', 'abstained', 'escalated', 'failed'] as const;

/** One of the five dispositions. */
export type Disposition = (typeof dispositions)[number];

/**
 * The claims of an answer's words about an effect: that it may be there (`hedged`), that it is not
 * (`denied`).
 */
export const claims = ['hedged', 'denied'] as const;

/** One of the two claims. */
export type Claim = (typeof claims)[number];

/**
 * Why a host that leads to a point was not reached. `untrusted`: the agent did not trust the
 * certificate of the run. `unspoken`: it did not speak HTTP/1.1 (a WebSocket, HTTP/2 alone).
 */
export const missed = ['untrusted', 'unspoken'] as const;

/** One of the two reasons. */
export type Missed = (typeof missed)[number];

/** The most later messages of a task. */
export const mostTurns = 1_000;

/** JSON drops what is undefined: a value that said nothing comes back as null. */
const said = z.unknown().default(null);
const count = z.int().min(0);
const ms = z.number().min(0);
/** What its words say of something done; left out where they say neither. */
const claimed = z.exactOptional(z.array(z.enum(claims)).max(2).readonly());

/** The schema of how a task came back. */
export const endingSchema = z.discriminatedUnion('how', [
  z.strictObject({
    how: z.literal('answered'),
    answer: said,
    disposition: z.enum(dispositions),
    /**
     * How else its words may be meant; empty where they are clear. Absent where they were not
     * read: the structure of the answer says it, or a reader of the scenario's own.
     */
    mayBe: z.exactOptional(z.array(z.enum(dispositions)).max(5).readonly()),
    claims: claimed,
    /** Whether it is what the task expects; null where the task expects nothing. */
    correct: z.boolean().nullable(),
    /** Whether it says what no answer may; left out where it does not. */
    wrong: z.exactOptional(z.literal(true)),
  }),
  z.strictObject({ how: z.literal('failed'), error: z.string(), claims: claimed }),
  /** `why`: nothing was left to wait for, the deadline came, or it ran without end. */
  z.strictObject({ how: z.literal('hung'), why: z.enum(['idle', 'deadline', 'runaway']) }),
]);

/** The end of a task: an answer, an error, or none. */
export type Ending = z.infer<typeof endingSchema>;

/**
 * How calls end, as the agent sees it. `replied`: a whole reply, true or not. `failed`: an error of the tool itself, or a
 * fault's. `broken`: a network error, or a body that broke off. `left`: the agent left, or the phase ended, in the middle of a
 * reply. `unanswered`: no reply by the time the agent gave up on it, or the phase ended.
 */
const callOutcomes = ['replied', 'failed', 'broken', 'left', 'unanswered'] as const;

/** The end of a call, as the agent sees it. */
export type CallOutcome = (typeof callOutcomes)[number];

const placed = { seq: count, atMs: ms };
const onCall = { call: count, point: z.string(), task: z.string() };

/** The schema of one event, told apart by `kind`. */
export const eventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...placed, kind: z.literal('phase'), phase: z.string(), role: roleSchema }),
  z.strictObject({
    ...placed,
    kind: z.literal('task.start'),
    task: z.string(),
    phase: z.string(),
    role: roleSchema,
    input: said,
    /** The user's later messages, whether they came to be asked or not; left out where there are none. */
    turns: z.exactOptional(z.array(said).max(mostTurns).readonly()),
    /** Whether the right thing is to abstain; null where the task does not say. */
    shouldAbstain: z.boolean().nullable(),
    /** Effects the task should leave, by label; null where it does not say. */
    shouldDo: z
      .record(z.string(), z.union([z.number(), z.array(z.unknown()).readonly()]))
      .nullable(),
    /** The answer it expects, in words; absent where it expects none. */
    shouldSay: z.exactOptional(z.string()),
    /** What no answer may say, in words; absent where the task does not say. */
    shouldNotSay: z.exactOptional(z.string()),
    /** The labels of calls whose replies it may do without; left out where there are none. */
    mayMiss: z.exactOptional(z.array(z.string()).readonly()),
  }),
  /** A message of a task was answered, and the next one is asked. */
  z.strictObject({
    ...placed,
    kind: z.literal('task.turn'),
    task: z.string(),
    /** The number of the message that is asked now, from 2. */
    turn: z.int().min(2),
    input: said,
    /** The answer that was expected to the message before, in words; absent where none was. */
    shouldSay: z.exactOptional(z.string()),
    /** The answer to the message before. */
    ending: endingSchema,
  }),
  z.strictObject({
    ...placed,
    kind: z.literal('task.end'),
    task: z.string(),
    ending: endingSchema,
  }),
  z.strictObject({
    ...placed,
    ...onCall,
    kind: z.literal('call.start'),
    label: z.string(),
    site: z.strictObject({ op: z.string(), attempt: z.int().min(1) }),
    input: said,
    /** The call asks only; left out where it may change the world. */
    safe: z.exactOptional(z.literal(true)),
    /** The path with its query, where neither the label nor `input` says it. */
    path: z.exactOptional(z.string()),
  }),
  z.strictObject({
    ...placed,
    ...onCall,
    kind: z.literal('call.end'),
    outcome: z.enum(callOutcomes),
    /**
     * When its first byte was sent, since the call began (ms); left out where all of it came at
     * once.
     */
    firstByteMs: z.exactOptional(ms),
    /**
     * Between the pieces of a stream, from 1 ms on: how long (ms, rounded), and how often. Left out where
     * all of it came at once.
     */
    gapsMs: z.exactOptional(
      z
        .array(z.tuple([ms, count]).readonly())
        .max(100_000)
        .readonly(),
    ),
    /** HTTP status; 0 where none arrived. */
    status: count,
    /** What the reply said, as the agent got it; null where it said nothing. */
    meaning: said,
    /**
     * What it would have said, had nothing cut or changed it; left out where that is the same.
     * Null where nothing of it is true.
     */
    truth: z.exactOptional(z.unknown()),
    /** How the harness falsified it: `stale`, `wrong-entity` …; '' for a true reply. */
    taint: z.string(),
    tokens: ms,
    /** Of `tokens`, those that the model said; left out where the reply does not tell. */
    outputTokens: z.exactOptional(ms),
    /** Whether it came in pieces, as a stream does; left out where it came as one. */
    streamed: z.exactOptional(z.literal(true)),
    /** What the reply told the agent to wait (ms), or null. */
    retryAfterMs: z.number().nullable(),
  }),
  z.strictObject({ ...placed, kind: z.literal('fault.on'), strike: count }),
  z.strictObject({ ...placed, kind: z.literal('fault.off'), strike: count }),
  z.strictObject({
    ...placed,
    kind: z.literal('fault.hit'),
    strike: count,
    /** 0 where it struck no call, but a process or container. */
    call: count,
    /** The fault's name. */
    fault: z.string(),
    /** The effect it had: `lose`, `delay`, `alter` …; of a standing fault, its condition. */
    effect: z.string(),
    /** How long a `delay` lasts (ms); left out for any other effect. */
    delayMs: z.exactOptional(ms),
  }),
  z.strictObject({
    ...placed,
    ...onCall,
    kind: z.literal('effect'),
    does: z.string(),
    id: z.string(),
    key: z.string(),
    undoes: z.boolean(),
    /** Whether the same request, sent once more, does nothing new; left out where nothing says. */
    idempotent: z.exactOptional(z.boolean()),
    /** The id that the reply to an undo told, as of a refund; left out where it told none, or that of what it undid. */
    receipt: z.exactOptional(z.string()),
  }),
  /** A request that came to no point: to a host that is none, or as `why` says. It was refused. */
  z.strictObject({
    ...placed,
    kind: z.literal('foreign'),
    host: z.string(),
    task: z.string(),
    why: z.exactOptional(z.enum(missed)),
  }),
  /** The agent's process died (by a fault, or by itself) or was started again. */
  z.strictObject({
    ...placed,
    kind: z.literal('process'),
    what: z.enum(['crashed', 'restarted']),
    detail: z.string(),
  }),
  /** The harness itself could do nothing for so long while the task was under way. */
  z.strictObject({ ...placed, kind: z.literal('harness.late'), task: z.string(), lateMs: count }),
  z.strictObject({ ...placed, kind: z.literal('harness.error'), message: z.string() }),
]);

/**
 * An event of a run, told apart by `kind`. `seq` counts from 0 and includes dropped events; `atMs`
 * is the time since the run opened.
 *
 * @useDeclaredType
 */
export type Event = z.infer<typeof eventSchema>;

type Without<One, Key extends keyof One> = One extends unknown ? Omit<One, Key> : never;

/** An event without its place in the trace. */
export type Happening = Without<Event, 'seq' | 'atMs'>;
