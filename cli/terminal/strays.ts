const kept: unknown[] = [];
const keep = (reason: unknown) => kept.push(reason);

/**
 * Keeps what promises are rejected with that nothing handles, outside of every run, in place of Node,
 * which would end the process in the middle, without a report.
 */
export function keepStrays(): void {
  process.off('unhandledRejection', keep).on('unhandledRejection', keep);
}

/** What was kept since it was last asked, in the order in which it came. */
export function takeStrays(): readonly unknown[] {
  return kept.splice(0);
}

/** Says to whoever wrote it what such an error was. */
export function strayWords(error: string): string {
  return (
    `${error}: a promise was rejected outside of every task, and nothing handled it; ` +
    'handle it where it is made'
  );
}
