/** Every queue there is; nobody reads another one. */
export const queues = ['approved', 'manager', 'rejected', 'people'] as const;

/**
 * Where a claim goes. `approved`: it is paid. `manager`: somebody signs it first. `rejected`: it
 * goes back. `people`: the desk could not tell.
 */
export type Queue = (typeof queues)[number];

/** What becomes of one claim. */
export interface Decision {
  readonly claim: string;
  readonly queue: Queue;
  /** `nobody`: neither rules nor model could be had, so people decide. */
  readonly by: 'rules' | 'model' | 'nobody';
  /** The sum of its items; null where an amount cannot be read. */
  readonly totalCents: number | null;
  /** The tax contained in it. */
  readonly taxCents: number | null;
  readonly why: string;
  /** The payout, where it was paid. */
  readonly payout?: string;
}

/** The desk's reply to a batch. */
export interface Answer {
  /**
   * `done`: all was decided, as usual. `partial`: some claims were left to people, or decided
   * without the rules. `escalated`: all were left to people.
   */
  readonly status: 'done' | 'partial' | 'escalated';
  readonly decisions: readonly Decision[];
}
