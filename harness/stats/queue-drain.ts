/** A queue, with its rates of arrival and service a second. */
export interface QueueLoad {
  /** Calls that wait. */
  readonly queue: number;
  /** Calls that the server can serve. */
  readonly capacity: number;
  /** Requests that clients mean to make. */
  readonly rate: number;
  /** Attempts they make for each. */
  readonly amplification: number;
}

/**
 * The time in which a queue drains by itself (s): queue / (capacity − rate · amplification); null
 * if it never does, since more arrives than is served. Source: the balance of a fluid queue, L.
 * Kleinrock, Queueing Systems II (1976), §2.7.
 */
export function drainSeconds({ queue, capacity, rate, amplification }: QueueLoad): number | null {
  if (queue === 0) return 0;
  const spare = capacity - rate * amplification;
  return spare > 0 ? queue / spare : null;
}

/**
 * The vulnerability margin V = 1 − λ·A/μ: the share of the capacity that is left when retries are at
 * their worst; below 0 retries alone can keep the server overloaded. Source: N. Bronson et al.,
 * Metastable Failures in Distributed Systems, HotOS 2021.
 */
export function vulnerabilityMargin({
  capacity,
  rate,
  amplification,
}: Omit<QueueLoad, 'queue'>): number {
  return 1 - (rate * amplification) / capacity;
}
