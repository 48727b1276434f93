/** Exit codes, the same for every command. */
export const exit = {
  pass: 0,
  fail: 1,
  /** Bad usage or configuration. */
  usage: 2,
  /** Something could not be told, nothing failed. */
  inconclusive: 3,
  /** Brownout itself went wrong. */
  invalid: 4,
} as const;
