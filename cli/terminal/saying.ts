/**
 * Tells the command what a test is at: `did` is a line that stays, `doing` one that replaces itself
 * on a terminal.
 */
export type Say = (words: string, how: 'did' | 'doing') => void;

/** What a test said, as the command hears it. */
export interface Said {
  readonly title: string;
  readonly words: string;
  readonly how: 'did' | 'doing';
}
