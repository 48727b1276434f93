import { toMs, type Duration } from '../model/options/duration.ts';
import { isObject } from '../model/json/walk.ts';
import { duration, whole, type Kind } from '../model/options/kinds.ts';
import { demandOptions, type Demand } from '../model/options/strict.ts';
import type { Point } from '../model/point.ts';

/** The capacity of a mocked tool; calls beyond it wait in order of arrival. */
export interface CapacityOptions {
  /** The number of calls served at once; 1 by default. */
  readonly workers?: number;
  /** The time of one call on a worker: one worker with `10 ms` serves 100 calls a second. */
  readonly service: Duration;
  /** The most calls that wait; more are refused with 503. Unlimited by default. */
  readonly queue?: number;
}

const capacityDemand: Demand<CapacityOptions> = {
  what: 'the capacity of api(…)',
  needs: ['service'],
  shape: { workers: whole(1), service: duration, queue: whole(0) },
};

/** The option `capacity` of a point, in the options of the point. */
export const capacityKind: Kind = {
  words: "how much it can do: { workers: 1, service: '10 ms' }",
  fits: isObject,
};

/** Throws `bad-argument` for an invalid capacity. */
export function checkCapacity(capacity: CapacityOptions): void {
  demandOptions(capacity, capacityDemand);
}

/** The `capacity` of a point; an empty object if none is given. */
export function capacityOf(capacity: CapacityOptions | undefined): Pick<Point, 'capacity'> {
  if (!capacity) return {};
  const { workers = 1, service, queue = Number.POSITIVE_INFINITY } = capacity;
  return { capacity: { workers, serviceMs: toMs(service), queue } };
}
