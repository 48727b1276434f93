/** What an answer tells of the wrong thing, in words; `sure` where its own words name the thing. */
export interface Mistold {
  readonly words: string;
  readonly sure: boolean;
}
