import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { builtMain } from './built-package.ts';
import { plainEnv } from './plain-env.ts';
import { runInProcess, type Ended } from './run-in-process.ts';

export type { Ended };

/** Options of a command. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The time after which the command and its process group are killed (ms); 60,000 by default. */
  readonly limitMs?: number;
}

/** A running command in its own process group. */
export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** All output so far, stdout and stderr. */
  readonly said: () => string;
  /** Resolves when the output fits; rejects with the output if the command ends before. */
  readonly until: (fits: (said: string) => boolean) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals, whom: 'group' | 'main') => void;
}

const source = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Of the last two what they refuse: they would serve until they are stopped. */
const inProcess = 'run matrix replay compare explore judge load merge provider gateway'.split(' ');

/**
 * Runs `brownout` and waits for its end; in this process where it can, since a process of its own
 * takes longer to start than most commands take.
 */
export function brownout(args: readonly string[], options: CommandOptions): Promise<Ended> {
  const { cwd, env } = options;
  if (inProcess.includes(args[0] ?? '') && env === undefined)
    return runInProcess(args, { path: cwd });
  return brownoutAnew(args, options);
}

/**
 * Runs `brownout` in a process of its own and waits for its end; two at a time. A scenario that has
 * changed needs one for `explore`, `judge` and `load`, which load each file once a process.
 */
export function brownoutAnew(args: readonly string[], options: CommandOptions): Promise<Ended> {
  return inTurn(() => startBrownout(args, options));
}

/** The same from source: for scenarios of the repository, which import the source. */
export function fromSource(args: readonly string[], options: CommandOptions): Promise<Ended> {
  return inTurn(() => start([process.execPath, source, ...args], options));
}

async function inTurn(begin: () => Running): Promise<Ended> {
  while (atWork.size >= 2) await Promise.race(atWork);
  const { ended } = begin();
  atWork.add(ended);
  try {
    return await ended;
  } finally {
    atWork.delete(ended);
  }
}

const atWork = new Set<Promise<Ended>>();

/** Starts `brownout` without waiting for its end. */
export function startBrownout(args: readonly string[], options: CommandOptions): Running {
  return start([process.execPath, builtMain, ...args], options);
}

/** Starts any command, with an environment without variables of vitest. */
export function start(command: readonly string[], options: CommandOptions): Running {
  const { cwd, env = {}, limitMs = 60_000 } = options;
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd, env: { ...plainEnv(), ...env }, detached: true });
  const text = { stdout: '', stderr: '' };
  const news = new EventTarget();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
      news.dispatchEvent(new Event('said'));
    });
  }
  const pid = child.pid ?? 0;
  const said = () => `${text.stdout}${text.stderr}`;
  const kill = (signal: NodeJS.Signals, whom: 'group' | 'main') =>
    process.kill(whom === 'group' ? -pid : pid, signal);
  const limit = setTimeout(() => kill('SIGKILL', 'group'), limitMs);
  const ended = once(child, 'close').then(([code, signal]) => {
    clearTimeout(limit);
    news.dispatchEvent(new Event('ended'));
    return { code: code as number | null, signal: signal as Ended['signal'], ...text };
  });
  const until = (fits: (said: string) => boolean) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (fits(said())) resolve();
      };
      news.addEventListener('said', look);
      news.addEventListener('ended', () => reject(new Error(`it ended, and said: ${said()}`)));
      look();
    });
  return { pid, ended, said, until, kill };
}
