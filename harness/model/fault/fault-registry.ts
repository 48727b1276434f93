import type { Fault, FaultKind } from './fault.ts';

/** The kinds of fault that the plans of a scenario may name: the catalogue, and its own. */
export interface FaultRegistry {
  /** The kinds, in the order of reports. */
  readonly kinds: readonly FaultKind[];
  /** The kind of that name; throws `unknown-fault` with the nearest names. */
  readonly named: (name: string) => FaultKind;
  /** The faults that a search uses by default. */
  readonly menu: readonly Fault[];
  /** The fault of a reply that is `ms` late; a small delay is no fault in itself. */
  readonly delayed: (ms: number) => Fault;
}
