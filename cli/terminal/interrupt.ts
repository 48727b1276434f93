import { leaveSignals } from '../../harness/wire/process/cleanup.ts';

/** Whether the user has asked to stop; the code is what a shell expects of that signal. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** 130 or 143 once interrupted. */
  readonly code: () => number | null;
  readonly release: () => void;
}

const codes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Signals so close are one: npm and npx pass on what the whole process group got already, as of a
 * Ctrl-C or of `timeout`.
 */
const echoMs = 500;

/** Turns the first Ctrl-C (or SIGTERM) into an abort; a second one ends the process at once. */
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
