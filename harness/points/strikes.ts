import type { Call, Incoming } from '../model/call.ts';
import { isStanding, type Moment } from '../model/fault/fault.ts';
import type { FaultRegistry } from '../model/fault/fault-registry.ts';
import type { Plan } from '../model/fault/plan.ts';
import { armed, type Armed } from './armed.ts';
import type { Hit } from './crossing.ts';
import { noCallYet, type FirstCall } from './first-call.ts';

/** What strikes are drawn from and timed by. */
export interface StrikesOptions {
  readonly seed: number;
  readonly faults: FaultRegistry;
  readonly nowMs: () => number;
  /** The faults that a request asks for itself, for this one call; none by default. */
  readonly own?: (incoming: Incoming) => Plan | undefined;
}

/** The strikes in force: those of a plan, before them those that the request itself asks for. */
export interface Strikes {
  readonly arm: (plan: Plan) => void;
  readonly disarm: () => void;
  /** The first that strikes the call; each is asked, for each counts the calls that it is for. */
  readonly on: (call: Call, moment: Omit<Moment, 'draw'>) => Hit | null;
  /** Notes that a call was made. */
  readonly called: () => void;
  /** Resolves at the first call after `arm`. */
  readonly firstCall: () => Promise<void>;
}

/** Makes strikes of no plan yet. */
export function openStrikes({ seed, faults, nowMs, own }: StrikesOptions): Strikes {
  let strikes: readonly Armed[] = [];
  let first: FirstCall = noCallYet();

  function allArmed(plan: Plan): readonly Armed[] {
    const since = first;
    const when = { sinceMs: nowMs(), firstCallMs: since.atMs };
    return plan.flatMap((strike, index) => {
      const kind = faults.named(strike.fault.name);
      return isStanding(kind) ? [] : [armed({ plan, index, strike, kind, seed, ...when })];
    });
  }

  return {
    arm: (plan) => {
      first = noCallYet();
      strikes = allArmed(plan);
    },
    disarm: () => {
      strikes = [];
    },
    on: (call, moment) => {
      const asked = own?.(call.incoming);
      const its = asked === undefined ? none : allArmed(asked);
      const all = its.length === 0 ? strikes : [...its, ...strikes];
      let struck: Hit | null = null;
      for (const one of all) {
        const hit = one.strike(call, moment);
        if (hit === null || struck !== null) continue;
        struck = { ...hit, isOn: () => its.includes(one) || strikes.includes(one) };
      }
      return struck;
    },
    called: () => first.note(nowMs),
    firstCall: () => first.made,
  };
}

const none: readonly Armed[] = [];
