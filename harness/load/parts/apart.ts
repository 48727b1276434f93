import { HarnessError } from '../../model/error.ts';
import { isStanding } from '../../model/fault/fault.ts';
import type { Plan } from '../../model/fault/plan.ts';
import type { Scenario, System } from '../../model/scenario.ts';
import type { Mode } from '../../model/trace/trace.ts';
import { openPoints } from '../../run/setting.ts';
import type { LoadPart } from '../schedule.ts';
import type { LoadSpec } from '../spec.ts';

/** A part of a load, and what of. */
export interface ApartOptions extends LoadPart {
  readonly spec: LoadSpec;
  readonly system: System;
  readonly mode: Mode;
  readonly plan: Plan;
}

/**
 * Throws `not-supported` for a load whose parts would not add up to the whole, since its tasks share what each part
 * would have a copy of: a queue, an agent that is started, the count of calls.
 */
export function demandApart(scenario: Scenario, options: ApartOptions): void {
  const { spec, system, mode, plan, count } = options;
  const limited = Object.entries(openPoints(scenario)).find(([, { capacity }]) => capacity)?.[0];
  const counted = plan.find(({ when }) => when.calls !== undefined || when.from);
  const whole = plan.find(({ fault }) => {
    const kind = scenario.faults.named(fault.name);
    return isStanding(kind) || kind.harm === 'dies';
  });
  if (mode === 'wire' && (system.address === undefined || system.ports)) {
    throw shared(
      system.ports
        ? 'each would serve its points at those ports'
        : 'each would start an agent of its own, whose limits, pools and memory would then be there several times',
      'Start the agent by itself and name it by url(…) without ports, or leave out --workers and --shard; one given by inProcess(…) goes with --mode sim.',
    );
  }
  if (limited !== undefined) {
    throw shared(
      `each would have a queue of its own at ${limited}, which has a capacity`,
      'Leave the capacity out, or make the load in one process.',
    );
  }
  const strike = counted ?? whole;
  if (strike) {
    const { fault, at } = strike;
    const why = counted ? 'would count its own calls' : 'would have one of its own';
    throw shared(
      `for ${fault.name} at ${at} each ${why}`,
      'Make the load in one process, or with faults that strike by chance.',
    );
  }
  if (spec.mostTimes > 1 || spec.abortAfterMs !== null) {
    throw shared(
      'a gate is judged once all are there, too late for --extend or --abort-on-fail',
      'Leave these out.',
    );
  }
  if (spec.limit < count) {
    throw shared(
      `of a limit of ${spec.limit} tasks open at once`,
      `Take at most ${spec.limit} parts.`,
    );
  }
}

/** How many tasks may be open at once in a part: its share. */
export function limitIn({ limit }: LoadSpec, part: LoadPart | undefined): number {
  if (!part || !Number.isFinite(limit)) return limit;
  return Math.floor((limit + part.count - part.index) / part.count);
}

function shared(got: string, fix: string): HarnessError {
  return new HarnessError('not-supported', {
    expected: 'a load whose tasks share nothing, to be made in parts',
    got,
    fix,
  });
}
