/** A check and the reason for its verdict. */
interface Reasoned {
  readonly check: string;
  readonly reason: string;
}

/**
 * Groups checks by reason into sentences, in order of first appearance: `honest, discloses unknown
 * in 3 runs: the answer may mean two things`.
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
