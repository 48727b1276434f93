import type { Call } from '../model/call.ts';
import type { CallKind, Moment } from '../model/fault/fault.ts';
import { canonical } from '../model/json/json.ts';
import type { Plan, Strike, Target } from '../model/fault/plan.ts';
import { draws, type Draw } from '../model/random.ts';
import type { Hit } from './crossing.ts';

/** A strike in force: it counts the calls that match its target and decides its effect on each. */
export interface Armed {
  /** The effect on this call; null if the call passes. */
  readonly strike: (call: Call, moment: Omit<Moment, 'draw'>) => Omit<Hit, 'isOn'> | null;
}

/** A strike and what it needs to be armed. */
export interface Arming {
  readonly plan: Plan;
  /** The index of the strike in its plan. */
  readonly index: number;
  readonly strike: Strike;
  readonly kind: CallKind;
  readonly seed: number;
  /** The start of the fault phase (ms since the run opened). */
  readonly sinceMs: number;
  /** The time of the first call of the fault phase (ms since the run opened). */
  readonly firstCallMs: () => number;
}

/** Arms one strike of a plan. */
export function armed({ plan, index, strike, kind, seed, ...since }: Arming): Armed {
  const params = kind.params.parse(strike.fault.params);
  // Most strikes never draw.
  let name: string | undefined;
  let nth = 0;
  return {
    strike: (call, moment) => {
      if (!aims(strike, call)) return null;
      nth += 1;
      const sinceMs = strike.when.from === undefined ? since.sinceMs : since.firstCallMs();
      if (!isDue(strike.when, nth, moment.nowMs - sinceMs)) return null;
      if (kind.only === 'acts' && !call.acts) return null;
      const { op, attempt } = call.site;
      let stream: Draw | undefined;
      const draw = () => {
        name ??= nameIn(plan, index);
        stream ??= draws(seed, 'strike', name, call.point, call.task, op, attempt);
        return stream();
      };
      if (strike.when.chance !== undefined && draw() >= strike.when.chance) return null;
      const effect = kind.effect(params, call, { ...moment, draw });
      return effect.kind === 'pass' ? null : { effect, strike: index, fault: kind.name };
    },
  };
}

/**
 * The name of a strike for its draws: its content, and an ordinal among equal strikes. It does not
 * depend on other strikes, so a fault draws the same in a pair as alone.
 */
export function nameIn(plan: Plan, index: number): string {
  const names = plan.slice(0, index + 1).map((strike) => canonical(strike));
  const own = names.at(-1) ?? '';
  return `${own} ${names.filter((name) => name === own).length}`;
}

function aims(strike: Strike, call: Call): boolean {
  const { when } = strike;
  if (strike.at !== call.point) return false;
  if (when.call !== undefined && when.call !== call.label) return false;
  if (when.task !== undefined && when.task !== call.task) return false;
  if (!aimsAtChat(when, call)) return false;
  const { site } = when;
  return !site || (site.op === call.site.op && site.attempt === call.site.attempt);
}

function aimsAtChat({ turn, model, tool }: Target, { chat }: Call): boolean {
  if (turn === undefined && model === undefined && tool === undefined) return true;
  return (
    chat !== undefined &&
    (turn === undefined || isAmong(chat.turn, turn)) &&
    (model === undefined || model === chat.model) &&
    (tool === undefined || chat.tools.includes(tool))
  );
}

function isAmong(n: number, some: number | readonly [from: number, to: number]): boolean {
  return typeof some === 'number' ? n === some : n >= some[0] && n <= some[1];
}

function isDue(when: Target, nth: number, atMs: number): boolean {
  if (when.calls !== undefined && !isAmong(nth, when.calls)) return false;
  return !when.ms || (atMs >= when.ms[0] && atMs <= when.ms[1]);
}
