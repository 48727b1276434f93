import { untilStopped } from './interrupt.ts';
import { screen, type Screen } from './screen.ts';

/**
 * Runs the work of a verb that tells how far it is, until it ends or Ctrl-C or SIGTERM aborts the signal; gives its exit
 * code, or that of the interrupt.
 */
export async function atScreen(
  work: (on: Screen, signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const on = screen();
  return await untilStopped((signal) => work(on, signal).finally(on.done));
}
