import { z } from 'zod';

/** The role of a phase in a run: before the faults, during them, or after them. */
export type Role = 'before' | 'during' | 'after';

/** The roles in the order in which a run meets them. */
export const roles: readonly Role[] = ['before', 'during', 'after'];

/** A part of a run: every task of the scenario is asked once in it. Names are unique in a run. */
export interface Phase {
  readonly name: string;
  readonly role: Role;
}

/** The kinds of arrivals in an open loop. */
export const arrivalKinds = ['constant', 'poisson', 'gamma'] as const;

/** One of the three. */
export type ArrivalKind = (typeof arrivalKinds)[number];

/** An open loop: tasks arrive by a clock of their own, however the system responds. */
export interface OpenLoop {
  /** Tasks a second, on average. */
  readonly rate: number;
  readonly arrivals: ArrivalKind;
  /** The shape of the gamma distribution; below 1 arrivals come in bursts. */
  readonly shape: number;
  readonly lastsMs: number;
}

/** A phase in which tasks arrive in an open loop, in place of each being asked once. */
export interface LoadPhase extends Phase {
  readonly load: OpenLoop;
}

/** The name of a usual phase. */
export type PhaseName = 'baseline' | 'fault' | 'recovery';

/** The phases that every scenario has unless it says otherwise, by name. */
export const usualPhases: Readonly<Record<PhaseName, Phase>> = {
  baseline: { name: 'baseline', role: 'before' },
  fault: { name: 'fault', role: 'during' },
  recovery: { name: 'recovery', role: 'after' },
};

/** A role as JSON. */
export const roleSchema: z.ZodType<Role> = z.enum(['before', 'during', 'after']);

/** The phase of a usual name, or a phase as it is. */
export function phaseOf(named: PhaseName | Phase): Phase {
  return typeof named === 'string' ? usualPhases[named] : named;
}
