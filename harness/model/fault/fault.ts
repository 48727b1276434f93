import type { z } from 'zod';
import type { Call } from '../call.ts';
import type { Condition } from './condition.ts';
import type { Effect } from './effect.ts';
import type { Facet } from './facet.ts';
import type { Aim, PointHandle, Strike } from './plan.ts';
import type { Draw } from '../random.ts';

/**
 * Where a fault lives: at one call, in what a reply says, in a model's turn, in how a reply is sent, on a
 * TCP link, in a process.
 */
export const layers = ['call', 'value', 'turn', 'stream', 'link', 'host'] as const;

/** One of these layers. */
export type Layer = (typeof layers)[number];

/**
 * What becomes of what was asked. `lost`: it may have been done, and the caller does not hear of it.
 * `refused`: it is not done, and the caller hears so. `late`: it is done, but not in time. `false`: the
 * reply says what is not so. `twice`: it is done again. `dies`: somebody is killed over it.
 */
export const harms = ['lost', 'refused', 'late', 'false', 'twice', 'dies'] as const;

/** One of these harms. */
export type Harm = (typeof harms)[number];

/** What a fault may know when it decides. */
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

/** What every entry of the catalogue says of itself. */
interface Entry<P extends object> {
  /** As written in plans: `lost-reply`. */
  readonly name: string;
  readonly layer: Layer;
  /** One sentence: what goes wrong. */
  readonly about: string;
  /** Every parameter with its unit, range and default. */
  readonly params: z.ZodType<P>;
  /** It strikes points that have all of these. */
  readonly needs: readonly Facet[];
  readonly harm: Harm;
  /** The calls that it changes: those that act, or whose reply comes in pieces. Any where left out. */
  readonly only?: 'acts' | 'streams';
  /**
   * When faults are drawn that nobody named: always where left out. `as a lie`: only with other lies,
   * which an agent can bear as far as it has means to notice. `by name`: never.
   */
  readonly tried?: 'as a lie' | 'by name';
  /** What drawn parameters are changed to where the real thing never has them together. */
  readonly plausible?: (params: P) => P;
}

/** A fault that is decided call by call. */
export interface CallKind<P extends object = object> extends Entry<P> {
  /** Pure: the same call, parameters and draws give the same effect. */
  readonly effect: (params: P, call: Call, moment: Moment) => Effect;
  /**
   * What a search tries in its place where parameters were left open, given what was replied in peace:
   * one for each value worth trying. Itself where left out.
   */
  readonly variants?: (params: P, replies: readonly unknown[]) => readonly P[];
}

/** A fault that is on for a time, whatever crosses meanwhile. */
export interface StandingKind<P extends object = object> extends Entry<P> {
  /** Pure: the same parameters give the same condition. */
  readonly condition: (params: P) => Condition;
}

/** An entry of the catalogue: one way in which a thing an agent leans on goes wrong. */
export type FaultKind<P extends object = object> = CallKind<P> | StandingKind<P>;

/** Whether a fault is on for a time, rather than decided call by call. */
export function isStanding(kind: FaultKind): kind is StandingKind {
  return 'condition' in kind;
}

/** Whether it kills: what dies at every call is not told from what was never started. */
export function isDeadly({ kind }: Pick<Fault, 'kind'>): boolean {
  return kind.harm === 'dies';
}

/** A fault with its parameters chosen; plain data except `kind` and `at`, which aims it. */
export interface Fault {
  /** Its entry in the catalogue, or of the user's own; not enumerable. */
  readonly kind: FaultKind;
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  /**
   * Aims it at a point of the scenario, by name or as `plan: (points) => …` is given it: at all of its
   * calls, or those of `target`.
   */
  readonly at: <Label extends string = string>(
    point: string | PointHandle<Label>,
    target?: Aim<NoInfer<Label>>,
  ) => Strike;
}
