/** What a check found it could not tell, and why. */
interface Reasoned {
  readonly check: string;
  readonly reason: string;
}

/**
 * One sentence a reason, in the order of the first of each: checks with one reason share it, as do those
 * of which `how` says the same: `honest, discloses unknown in 3 runs: the answer may mean two things`.
 */
export function byReason<T extends Reasoned>(
  doubts: readonly T[],
  how: (doubt: T) => string,
): readonly string[] {
  return [...Map.groupBy(doubts, ({ reason }) => reason)].map(([reason, its]) => {
    const parts = [...Map.groupBy(its, how)].map(
      ([words, alike]) => `${alike.map(({ check }) => check).join(', ')} ${words}`,
    );
    return `${parts.join('; ')}: ${reason}`;
  });
}
