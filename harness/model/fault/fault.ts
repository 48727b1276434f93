import type { z } from 'zod';
import type { Call } from '../call.ts';
import type { Condition } from './condition.ts';
import type { Effect } from './effect.ts';
import type { Facet } from './facet.ts';
import type { Aim, PointHandle, Strike } from './plan.ts';
import type { Draw } from '../random.ts';

/**
 * The layers of faults: one call, the value of a reply, a model's turn, the sending of a reply, a
 * message of MCP, a TCP link, a process.
 */
export const layers = ['call', 'value', 'turn', 'stream', 'mcp', 'link', 'host'] as const;

/** One of these layers. */
export type Layer = (typeof layers)[number];

/**
 * The harms of faults to what was asked. `lost`: it may have been done, and the caller does not
 * hear of it. `refused`: it is not done, and the caller hears so. `late`: it is done, but not in
 * time. `false`: the reply says what is not so, or its bytes are not those sent. `twice`: it is done
 * again. `dies`: a process is killed.
 */
export const harms = ['lost', 'refused', 'late', 'false', 'twice', 'dies'] as const;

/** One of these harms. */
export type Harm = (typeof harms)[number];

/** The state that a fault may use for its decision. */
export interface Moment {
  /** This strike's own draws for this call. */
  readonly draw: Draw;
  /** Milliseconds since the run opened. */
  readonly nowMs: number;
  /** The meaning of the last good reply to a call of the same label, if there was one. */
  readonly lastGood: unknown;
  /** How many calls of the same task at the same point were under way when this one came. */
  readonly alongside: number;
}

/** The common part of every fault kind. */
interface Entry<P extends object> {
  /** As written in plans: `lost-reply`. */
  readonly name: string;
  readonly layer: Layer;
  /** One sentence: what goes wrong. */
  readonly about: string;
  /** Every parameter with its unit, range and default. */
  readonly params: z.ZodType<P>;
  /** The facets that a point must have to be struck. */
  readonly needs: readonly Facet[];
  readonly harm: Harm;
  /** The calls that it changes: those that act, or whose reply comes in pieces; any by default. */
  readonly only?: 'acts' | 'streams';
  /**
   * When it is drawn without being named: always by default. `as a lie`: only with other lies,
   * which an agent can bear as far as it has means to notice. `by name`: never.
   */
  readonly tried?: 'as a lie' | 'by name';
  /** Replaces drawn parameters that the real thing never has together. */
  readonly plausible?: (params: P) => P;
}

/** A fault that is decided call by call. */
export interface CallKind<P extends object = object> extends Entry<P> {
  /** Pure: the same call, parameters and draws give the same effect. */
  readonly effect: (params: P, call: Call, moment: Moment) => Effect;
  /**
   * The parameters that a search tries in place of open ones, one for each value worth trying,
   * given the replies of a run without faults; by default the parameters themselves.
   */
  readonly variants?: (params: P, replies: readonly unknown[]) => readonly P[];
}

/** A fault that is on for a time. */
export interface StandingKind<P extends object = object> extends Entry<P> {
  /** Pure: the same parameters give the same condition. */
  readonly condition: (params: P) => Condition;
}

/** A kind of fault: one way in which a dependency of the agent, or the agent's process, fails. */
export type FaultKind<P extends object = object> = CallKind<P> | StandingKind<P>;

/** Whether a fault is on for a time, rather than decided call by call. */
export function isStanding(kind: FaultKind): kind is StandingKind {
  return 'condition' in kind;
}

/**
 * Whether a fault kills the agent; one killed at every call cannot be told from one never started.
 */
export function isDeadly({ kind }: Pick<Fault, 'kind'>): boolean {
  return kind.harm === 'dies';
}

/** A fault with its parameters chosen; plain data except `kind` and `at`, which aims it. */
export interface Fault {
  /** Its kind, of the catalogue or the user's own; not enumerable. */
  readonly kind: FaultKind;
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  /**
   * Aims it at a point, by name or by the handle that `plan: (points) => …` gets: at all of its
   * calls, or those of `target`.
   */
  readonly at: <Label extends string = string>(
    point: string | PointHandle<Label>,
    target?: Aim<NoInfer<Label>>,
  ) => Strike;
}
