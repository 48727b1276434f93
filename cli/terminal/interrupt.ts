import { once } from 'node:events';
import { leaveSignals } from '../../harness/wire/process/cleanup.ts';

const codes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Signals within this time (ms) count as one, since npm and npx pass on a signal that the whole
 * process group gets.
 */
const echoMs = 500;

/**
 * Runs the work of a verb; the first Ctrl-C or SIGTERM aborts its signal, a second one ends the process at once. Gives the
 * exit code of the work, or that of the interrupt.
 */
export async function untilStopped(
  work: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const controller = new AbortController();
  let code = null as number | null;
  let firstMs = 0;
  const onSignal = (name: keyof typeof codes) => () => {
    if (code !== null && performance.now() - firstMs > echoMs) process.exit(codes[name]);
    if (code !== null) return;
    firstMs = performance.now();
    code = codes[name];
    controller.abort();
  };
  const listeners = (['SIGINT', 'SIGTERM'] as const).map((name) => [name, onSignal(name)] as const);
  for (const [name, listener] of listeners) process.on(name, listener);
  const takeBack = leaveSignals();
  try {
    const own = await work(controller.signal);
    return code ?? own;
  } finally {
    takeBack();
    for (const [name, listener] of listeners) process.off(name, listener);
  }
}

/** Resolves once the signal aborts, also where it has. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
