import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 spare memory while a server that stays small starts: what runs once is not optimised, since the
 * compilers take 7 MB that are not given back, and the heap of young objects, which die at once, does
 * not grow to 48 MB. Does nothing about compilers where whoever started Node chose them.
 */
export function beginLeanStart(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  if (!isChosen) for (const compiler of compilers) setFlagsFromString(`--no-${compiler}`);
}

/** Has V8 optimise again, as it does by default: the work begins. */
export function endLeanStart(): void {
  if (!isChosen) for (const compiler of compilers) setFlagsFromString(`--${compiler}`);
}

// Node 22 goes without maglev.
const compilers = Number.parseInt(process.versions.node) >= 24 ? ['opt', 'maglev'] : ['opt'];

// Without executable memory (`--jitless`) an optimised function would end the process.
const isChosen = /--(?:no-?)?(?:opt|turbofan|maglev|jitless|lite)/.test(
  `${process.execArgv.join(' ')} ${process.env['NODE_OPTIONS'] ?? ''}`,
);
