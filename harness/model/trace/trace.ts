import type { Site } from '../call.ts';
import type { Plan } from '../fault/plan.ts';
import type { Facet, PointKind } from '../fault/facet.ts';
import type { Role } from '../phase.ts';
import type { Wanted } from '../wanted.ts';
import { demandTrace } from '../options/demand-trace.ts';

/** The mode of a run: in process under virtual time, or over real sockets. */
export type Mode = 'sim' | 'wire';

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

/** The end of a task: an answer, an error, or none. */
export type Ending =
  | {
      readonly how: 'answered';
      readonly answer: unknown;
      readonly disposition: Disposition;
      /**
       * How else its words may be meant; empty where they are clear. Absent where they were not
       * read: the structure of the answer says it, or a reader of the scenario's own.
       */
      readonly mayBe?: readonly Disposition[];
      /** What its words say of something done; left out where they say neither. */
      readonly claims?: readonly Claim[];
      /** Whether it is what the task expects; null where the task expects nothing. */
      readonly correct: boolean | null;
      /** Whether it says what no answer may; left out where it does not. */
      readonly wrong?: true;
    }
  | { readonly how: 'failed'; readonly error: string; readonly claims?: readonly Claim[] }
  /** `why`: nothing was left to wait for, the deadline came, or it ran without end. */
  | { readonly how: 'hung'; readonly why: 'idle' | 'deadline' | 'runaway' };

/** The end of a call, as the agent sees it. */
export type CallOutcome =
  /** A whole reply, true or not. */
  | 'replied'
  /** An error: of the tool itself, or a fault's. */
  | 'failed'
  /** A network error, or a body that broke off. */
  | 'broken'
  /** The agent left, or the phase ended, in the middle of a reply. */
  | 'left'
  /** No reply by the time the agent gave up on it, or the phase ended. */
  | 'unanswered';

/**
 * Why a host that leads to a point was not reached. `untrusted`: the agent did not trust the
 * certificate of the run. `unspoken`: it did not speak HTTP/1.1 (a WebSocket, HTTP/2 alone).
 */
export const missed = ['untrusted', 'unspoken'] as const;

/** One of the two reasons. */
export type Missed = (typeof missed)[number];

/**
 * An event of a run, told apart by `kind`. `seq` counts from 0 and includes dropped events; `atMs`
 * is the time since the run opened.
 */
export type Event = { readonly seq: number; readonly atMs: number } & Happening;

/** An event without its place in the trace. */
export type Happening =
  | { readonly kind: 'phase'; readonly phase: string; readonly role: Role }
  | {
      readonly kind: 'task.start';
      readonly task: string;
      readonly phase: string;
      readonly role: Role;
      readonly input: unknown;
      /** The user's later messages, whether they came to be asked or not; left out where there are none. */
      readonly turns?: readonly unknown[];
      /** Whether the right thing is to abstain; null where the task does not say. */
      readonly shouldAbstain: boolean | null;
      /** Effects the task should leave, by label; null where it does not say. */
      readonly shouldDo: Readonly<Record<string, Wanted>> | null;
      /** The answer it expects, in words; absent where it expects none. */
      readonly shouldSay?: string;
      /** What no answer may say, in words; absent where the task does not say. */
      readonly shouldNotSay?: string;
      /** The labels of calls whose replies it may do without; left out where there are none. */
      readonly mayMiss?: readonly string[];
    }
  /** A message of a task was answered, and the next one is asked. */
  | {
      readonly kind: 'task.turn';
      readonly task: string;
      /** The number of the message that is asked now, from 2. */
      readonly turn: number;
      readonly input: unknown;
      /** The answer that was expected to the message before, in words; absent where none was. */
      readonly shouldSay?: string;
      /** The answer to the message before. */
      readonly ending: Ending;
    }
  | { readonly kind: 'task.end'; readonly task: string; readonly ending: Ending }
  | {
      readonly kind: 'call.start';
      readonly call: number;
      readonly point: string;
      readonly label: string;
      readonly site: Site;
      readonly task: string;
      readonly input: unknown;
      /** The call asks only; left out where it may change the world. */
      readonly safe?: true;
      /** The path with its query, where neither the label nor `input` says it. */
      readonly path?: string;
    }
  | {
      readonly kind: 'call.end';
      readonly call: number;
      readonly point: string;
      readonly task: string;
      readonly outcome: CallOutcome;
      /** HTTP status; 0 where none arrived. */
      readonly status: number;
      /** What the reply said, as the agent got it; null where it said nothing. */
      readonly meaning: unknown;
      /**
       * What it would have said, had nothing cut or changed it; left out where that is the same.
       * Null where nothing of it is true.
       */
      readonly truth?: unknown;
      /** How the harness falsified it: `stale`, `wrong-entity` …; '' for a true reply. */
      readonly taint: string;
      readonly tokens: number;
      /** Of `tokens`, those that the model said; left out where the reply does not tell. */
      readonly outputTokens?: number;
      /** Whether it came in pieces, as a stream does; left out where it came as one. */
      readonly streamed?: true;
      /**
       * When its first byte was sent, since the call began (ms); left out where all of it came at
       * once.
       */
      readonly firstByteMs?: number;
      /**
       * Between the pieces of a stream, from 1 ms on: how long (ms, rounded), and how often. Left out where
       * all of it came at once.
       */
      readonly gapsMs?: readonly (readonly [ms: number, count: number])[];
      /** What the reply told the agent to wait (ms), or null. */
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'fault.on'; readonly strike: number }
  | { readonly kind: 'fault.off'; readonly strike: number }
  | {
      readonly kind: 'fault.hit';
      readonly strike: number;
      /** 0 where it struck no call, but a process or container. */
      readonly call: number;
      /** The fault's name. */
      readonly fault: string;
      /** The effect it had: `lose`, `delay`, `alter` …; of a standing fault, its condition. */
      readonly effect: string;
      /** How long a `delay` lasts (ms); left out for any other effect. */
      readonly delayMs?: number;
    }
  | {
      readonly kind: 'effect';
      readonly call: number;
      readonly point: string;
      readonly task: string;
      readonly does: string;
      readonly id: string;
      readonly key: string;
      readonly undoes: boolean;
      /** Whether the same request, sent once more, does nothing new; left out where nothing says. */
      readonly idempotent?: boolean;
      /** The id that the reply to an undo told, as of a refund; left out where it told none, or that of what it undid. */
      readonly receipt?: string;
    }
  /** A request that came to no point: to a host that is none, or as `why` says. It was refused. */
  | {
      readonly kind: 'foreign';
      readonly host: string;
      readonly task: string;
      readonly why?: Missed;
    }
  /** The agent's process died (by a fault, or by itself) or was started again. */
  | { readonly kind: 'process'; readonly what: 'crashed' | 'restarted'; readonly detail: string }
  /** The harness itself could do nothing for so long while the task was under way. */
  | { readonly kind: 'harness.late'; readonly task: string; readonly lateMs: number }
  | { readonly kind: 'harness.error'; readonly message: string };

/** A point as the trace names it. */
export interface TracePoint {
  readonly kind: PointKind;
  /** What faults can act on. */
  readonly has: readonly Facet[];
  readonly effects: readonly string[];
  /**
   * Whether a tool takes an idempotency key, by the label of the effect; left out where nothing
   * says.
   */
  readonly takesKey?: Readonly<Record<string, boolean>>;
}

/** The part that is missing from a trace, and the reason. */
export interface Truncated {
  /** How many events were left out; 0 where the run was only cut short. */
  readonly dropped: number;
  /** The cap that was met, in words. */
  readonly why: string;
}

/** The trace of a run: all that a check may use. */
export interface Trace {
  readonly version: 2;
  readonly scenario: string;
  /** Which system ran: `careful`, or the id of a mutant. */
  readonly variant: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly plan: Plan;
  /** Whether the plan was drawn for the seed; left out where it was written, or given to the run. */
  readonly drawn?: true;
  /** What a task may take (ms); left out in traces that do not say it. */
  readonly deadlineMs?: number;
  /** Who said how answers present themselves: a reader of the scenario's own, or the default one. */
  readonly reader: 'own' | 'default';
  readonly points: Readonly<Record<string, TracePoint>>;
  readonly events: readonly Event[];
  /** What replies to other tasks told of what these tasks' answers say; left out where all tasks are here. */
  readonly lent?: readonly LentClaim[];
  /** Null where the trace holds all that happened; no check passes on one that does not. */
  readonly truncated: Truncated | null;
}

/** A claim that a reply to a task held whose events are not in the trace. */
export interface LentClaim {
  readonly claim: string;
  /** The point that replied; '' where that is not known any more, nor whether there was such a reply. */
  readonly point: string;
  /** What that task was asked, as canonical JSON. */
  readonly input: string;
  /** Whether no fault changed the reply. */
  readonly isTrue: boolean;
}

/**
 * The events of one kind, in order.
 *
 * @example const hits = eventsOf(trace, 'fault.hit');
 */
export function eventsOf<K extends Event['kind']>(
  trace: Trace,
  kind: K,
): readonly Extract<Event, { kind: K }>[] {
  demandTrace(trace, 'eventsOf(…)');
  return trace.events.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind);
}

/**
 * The events of the phases of one role, in order; a trace that names no phase is all fault phase.
 */
export function eventsIn({ events }: Trace, role: Role): readonly Event[] {
  let now: Role = 'during';
  return events.filter((event) => {
    if (event.kind === 'phase') now = event.role;
    return now === role;
  });
}
