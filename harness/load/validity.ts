/** How a load was made, apart from what the system did. */
export interface Generated {
  readonly offered: number;
  /** Tasks that were neither begun nor dropped by the limit. */
  readonly unsent: number;
  readonly lagP99Ms: number;
  /** The share of the time that the event loop was busy, in [0, 1]. */
  readonly busy: number;
  /** Tasks that ended badly while the harness itself could do nothing. */
  readonly late: number;
  /** A task that takes longer is not right (ms). */
  readonly withinMs: number;
}

/**
 * Why a load was not what it should be, so that nothing it shows is about the system: tasks began late by
 * more than 5 ms and 1 % of what they may take, or did not begin, or the generator was short of time.
 */
export function invalidities(load: Generated): readonly string[] {
  const { offered, unsent, lagP99Ms, busy, late, withinMs } = load;
  const mostLagMs = Math.max(5, withinMs / 100);
  const mostMissing = offered / 1000;
  return [
    ...(lagP99Ms > mostLagMs
      ? [`tasks began late: p99 of the lag is ${ms(lagP99Ms)}, at most ${ms(mostLagMs)} may be`]
      : []),
    ...(unsent > mostMissing ? [`${unsent} of ${offered} tasks were never begun`] : []),
    ...(busy > 0.8
      ? [`the event loop was busy for ${Math.round(busy * 100)} % of the time, at most 80 % may be`]
      : []),
    ...(late > mostMissing ? [`the harness could do nothing while ${late} tasks were open`] : []),
  ];
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
