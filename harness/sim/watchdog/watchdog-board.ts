/** Places in the memory that the watchdog's thread shares with the main thread (32-bit numbers). */
export const board = {
  /** Goes up with every turn of the event loop. */
  beat: 0,
  /** How many runs are watched. */
  watched: 1,
  /** The shortest `stuckMs` among them. */
  stuckMs: 2,
  /** What the main thread made of the thread's question: see `answer`. */
  answer: 3,
  /** 1 once the order to end has been posted. */
  ordered: 4,
  length: 5,
} as const;

/** Values of `board.answer`. */
export const answer = { open: 0, end: 1, leave: 2, tooLate: 3 } as const;
