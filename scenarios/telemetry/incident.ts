import { completes, scenario, type Checker, type Scenario, type System } from '../../index.ts';
import { heavyVersion } from './agent/node.ts';
import type { Order } from './agent/operator.ts';
import { cluster } from './system.ts';
import { world } from './world.ts';

/** 2024-12-11 in five orders; a second stands for forty. */
export const orders: readonly Order[] = [
  { do: 'run', seconds: 32 },
  { do: 'roll out', version: heavyVersion },
  { do: 'run', seconds: 60 },
  { do: 'roll back' },
  { do: 'run', seconds: 30 },
];

/** That day, lived through by a fleet. */
export function incident(title: string, system: System, ...checks: readonly Checker[]): Scenario {
  return scenario(title, {
    family: 'telemetry',
    points: world,
    system,
    // A rollout that would do harm is declined.
    tasks: orders.map((input) => ({ input, expect: { abstain: input.do === 'roll out' } })),
    plan: [],
    checks: [completes(), ...checks],
    deadline: '10 min',
  });
}

/** The fleet as it was that day. It does not pass. */
export const thatDay: Scenario = incident(
  '2024-12-11 as it was',
  cluster('servesStale', 'bakes', 'spreadsRefill', 'breaksGlass', 'backsOff'),
);
