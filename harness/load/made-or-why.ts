import { HarnessError } from '../model/error.ts';

/** Why the next of several loads could not be made, such as that the agent is gone: what the others showed stands. */
export interface NotMade {
  readonly why: string;
}

/** Makes one of several loads; of the first what keeps it from being made is thrown, since nothing is known yet. */
export async function madeOrWhy<T>(
  make: () => Promise<T>,
  { isFirst }: { readonly isFirst: boolean },
): Promise<T | NotMade> {
  try {
    return await make();
  } catch (error) {
    if (isFirst || !(error instanceof HarnessError)) throw error;
    return { why: `expected ${error.expected}, got ${error.got}` };
  }
}

/** Where several loads ended before their time, and why where nobody stopped them. */
export function endedAt(where: string, made: object | null): string {
  return made && 'why' in made
    ? `ended at ${where}, which could not be tried (${String(made.why)})`
    : `stopped at ${where}`;
}
