import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 save memory in a small server: no optimising compilers, which would keep 7 MB, and a
 * young generation that does not grow to 48 MB. Leaves compilers alone if the user has set their
 * flags.
 */
export function beginLeanStart(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  if (!isChosen) for (const compiler of compilers) setFlagsFromString(`--no-${compiler}`);
}

/** Makes V8 optimise again, as by default. */
export function endLeanStart(): void {
  if (!isChosen) for (const compiler of compilers) setFlagsFromString(`--${compiler}`);
}

// Node 22 goes without maglev.
const compilers = Number.parseInt(process.versions.node) >= 24 ? ['opt', 'maglev'] : ['opt'];

// Without executable memory (`--jitless`) an optimised function would end the process.
const isChosen = /--(?:no-?)?(?:opt|turbofan|maglev|jitless|lite)/.test(
  `${process.execArgv.join(' ')} ${process.env['NODE_OPTIONS'] ?? ''}`,
);
