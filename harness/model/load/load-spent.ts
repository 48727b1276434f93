/** A ratio and what the truth lies between, with 95 % confidence; null where there is too little to say. */
export interface LoadRatio {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What the tasks of a phase spent. */
export interface LoadSpent {
  readonly calls: number;
  readonly tokens: number;
  /** Null where a reply did not tell. */
  readonly outputTokens: number | null;
  /** In the currency of the prices; null where none are given. */
  readonly cost: number | null;
  /** All that was spent, over the tasks that are right and in time; null where there are none. */
  readonly perRight: Readonly<Record<'calls' | 'tokens' | 'cost', LoadRatio | null>>;
}
