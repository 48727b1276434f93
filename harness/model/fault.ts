import type { z } from 'zod';
import type { Call } from './call.ts';
import type { Effect } from './effect.ts';
import type { Strike, Target } from './plan.ts';
import type { PointKind } from './point.ts';
import type { Draw } from './random.ts';

/** Where a fault lives: at one call, in a streamed reply, on a TCP link, in a process. */
export type Layer = 'call' | 'stream' | 'link' | 'host';

/** What a fault may know when it decides. */
export interface Moment {
  /** This strike's own draws for this call. */
  readonly draw: Draw;
  /** Milliseconds since the run opened. */
  readonly nowMs: number;
  /** The meaning of the last good reply to a call of the same label, if there was one. */
  readonly lastGood: unknown;
}

/** An entry of the catalogue: one way in which a thing an agent leans on goes wrong. */
export interface FaultKind<P extends object = object> {
  /** As written in plans: `lost-reply`. */
  readonly name: string;
  readonly layer: Layer;
  /** One sentence: what goes wrong. */
  readonly about: string;
  /** Every parameter with its unit, range and default. */
  readonly params: z.ZodType<P>;
  /** Kinds of point it can strike. */
  readonly strikes: readonly PointKind[];
  /** Pure: the same call, parameters and draws give the same effect. */
  readonly effect: (params: P, call: Call, moment: Moment) => Effect;
}

/** A fault with its parameters chosen; plain data but for `at`, which aims it. */
export interface Fault {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Aims it at a point of the scenario, at all of its calls or those of `target`. */
  readonly at: (point: string, target?: Target) => Strike;
}
