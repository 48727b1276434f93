import type { Duration } from '../options/duration.ts';
import type { ArrivalKind, PhaseName } from '../phase.ts';

/** What a million tokens cost, in any currency. */
export interface LoadPrices {
  readonly input: number;
  readonly output: number;
}

/** How a scenario is put under load; each flag of `brownout load` takes precedence. */
export interface LoadOptions {
  /** Tasks that arrive a second, whatever the system does; 20 where left out. */
  readonly rate?: number;
  /** How they follow one another; `poisson` where left out. */
  readonly arrivals?: ArrivalKind;
  /** The shape of gamma arrivals, such as 0.25 for bursts; only with them. */
  readonly shape?: number;
  /** How long each phase lasts: 30 s, 60 s and 60 s where left out. */
  readonly phases?: Readonly<Partial<Record<PhaseName, Duration>>>;
  /** Tasks open at once, at most: one that arrives beyond that is dropped, and counted. No limit where left out. */
  readonly concurrencyLimit?: number;
  /** A task that takes longer is not right; the bound of the slowest latency SLO where left out, else the deadline. */
  readonly within?: Duration;
  /** How many times as long as planned a phase may last while a bound is undecided; 1 where left out. */
  readonly extend?: number;
  /** The load ends so long after a gate surely fails; it does not end for that where left out. */
  readonly abortOnFail?: Duration;
  /** What tokens cost, by which the report tells money for each right task. */
  readonly prices?: LoadPrices;
  /** What must hold in each phase, by metric: `{ goodput: '>= 99 %', p99: '<= 2 s' }`. */
  readonly slo?: Readonly<Record<string, string>>;
}
