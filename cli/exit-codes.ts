/** Exit codes, the same for every command. */
export const exit = {
  pass: 0,
  fail: 1,
  /** Bad usage or configuration. */
  usage: 2,
  /** Something is unknown, and nothing failed. */
  inconclusive: 3,
  /** Brownout itself failed. */
  invalid: 4,
} as const;
