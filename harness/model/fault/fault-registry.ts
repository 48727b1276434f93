import type { Fault, FaultKind } from './fault.ts';

/** The kinds of fault that the plans of a scenario may name: the catalogue, and its own. */
export interface FaultRegistry {
  /** In the order that people read them in. */
  readonly kinds: readonly FaultKind[];
  /** The kind of that name; throws `unknown-fault` with the nearest names. */
  readonly named: (name: string) => FaultKind;
  /** What a search strikes with where it is told nothing else. */
  readonly menu: readonly Fault[];
  /** A reply that is late by so much, which is no fault in itself where that is little. */
  readonly delayed: (ms: number) => Fault;
}
