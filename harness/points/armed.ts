import type { Call } from '../model/call.ts';
import type { Effect } from '../model/effect.ts';
import type { CallKind, Moment } from '../model/fault.ts';
import type { Strike, Target } from '../model/plan.ts';
import { draws } from '../model/random.ts';

/** A strike on duty: it counts the calls it is for and says what it does to each. */
export interface Armed {
  /** The effect on this call, or null where it lets the call pass. */
  readonly strike: (
    call: Call,
    moment: Omit<Moment, 'draw'>,
  ) => { readonly effect: Effect; readonly strike: number; readonly fault: string } | null;
}

/** Arms one strike of a plan; `sinceMs` is when the storm began. */
export function armed(
  strike: Strike,
  index: number,
  kind: CallKind,
  seed: number,
  sinceMs: number,
): Armed {
  const params = kind.params.parse(strike.fault.params);
  let nth = 0;
  return {
    strike: (call, moment) => {
      if (!aims(strike, call)) return null;
      nth += 1;
      if (!isDue(strike.when, nth, moment.nowMs - sinceMs)) return null;
      const { op, attempt } = call.site;
      const draw = draws(seed, 'strike', index, call.point, call.task, op, attempt);
      if (strike.when.chance !== undefined && draw() >= strike.when.chance) return null;
      const effect = kind.effect(params, call, { ...moment, draw });
      return effect.kind === 'pass' ? null : { effect, strike: index, fault: kind.name };
    },
  };
}

function aims(strike: Strike, call: Call): boolean {
  const { when } = strike;
  if (strike.at !== call.point) return false;
  if (when.call !== undefined && when.call !== call.label) return false;
  if (when.task !== undefined && when.task !== call.task) return false;
  const { site } = when;
  return !site || (site.op === call.site.op && site.attempt === call.site.attempt);
}

function isDue(when: Target, nth: number, atMs: number): boolean {
  if (when.calls !== undefined) {
    const [from, to] = typeof when.calls === 'number' ? [when.calls, when.calls] : when.calls;
    if (nth < from || nth > to) return false;
  }
  return !when.ms || (atMs >= when.ms[0] && atMs <= when.ms[1]);
}
