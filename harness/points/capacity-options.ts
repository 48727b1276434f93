import { toMs, type Duration } from '../model/options/duration.ts';
import { duration, whole } from '../model/options/kinds.ts';
import { demandOptions, type Demand } from '../model/options/strict.ts';
import type { Point } from '../model/point.ts';

/** How much a mocked tool can do at once; what goes beyond waits for its turn, first come, first served. */
export interface CapacityOptions {
  /** Calls that it works on at once; 1 where left out. */
  readonly workers?: number;
  /** What one call takes of a worker: with one worker and `10 ms` it serves 100 calls a second. */
  readonly service: Duration;
  /** How many calls may wait; another one is refused with 503. No limit where left out. */
  readonly queue?: number;
}

const capacityDemand: Demand<CapacityOptions> = {
  what: 'the capacity of api(…)',
  needs: ['service'],
  shape: { workers: whole(1), service: duration, queue: whole(0) },
};

/** Throws `bad-argument` where it makes no sense. */
export function checkCapacity(capacity: CapacityOptions): void {
  demandOptions(capacity, capacityDemand);
}

/** The capacity of a point, where one is given. */
export function capacityOf(capacity: CapacityOptions | undefined): Pick<Point, 'capacity'> {
  if (!capacity) return {};
  const { workers = 1, service, queue = Number.POSITIVE_INFINITY } = capacity;
  return { capacity: { workers, serviceMs: toMs(service), queue } };
}
