/**
 * Sends a message from a test to the command: on a terminal a `did` line stays, and each `doing`
 * line replaces the one before.
 */
export type SayMessage = (words: string, how: 'did' | 'doing') => void;

/** A message of a test, as the command receives it. */
export interface TestMessage {
  readonly title: string;
  readonly words: string;
  readonly how: 'did' | 'doing';
}
