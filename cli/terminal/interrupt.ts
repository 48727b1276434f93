import { leaveSignals } from '../../harness/wire/process/cleanup.ts';

/** The user's request to stop, and the exit code for the signal. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** 130 or 143 after an interrupt; null before. */
  readonly code: () => number | null;
  readonly release: () => void;
}

const codes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Signals within this time (ms) count as one, since npm and npx pass on a signal that the whole
 * process group gets.
 */
const echoMs = 500;

/** Aborts a signal at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function interrupt(): Interrupt {
  const controller = new AbortController();
  let code: number | null = null;
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
  return {
    signal: controller.signal,
    code: () => code,
    release: () => {
      takeBack();
      for (const [name, listener] of listeners) process.off(name, listener);
    },
  };
}
