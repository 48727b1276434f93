import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { sleep } from '../../model/clock.ts';
import { onExit } from './cleanup.ts';
import { cannotStart, checkCommand, type Command } from './command.ts';
import type { Lines } from './lines.ts';
import { guard } from './kill-guard.ts';

/** A child process to start. */
export interface ChildOptions extends Command {
  /** The buffer for its lines of output. */
  readonly lines: Lines;
  /** The text for its stdin, which is then closed, or a stream of it; stdin is empty by default. */
  readonly input?: string | Readable;
  /** Called with each chunk of output. */
  readonly onOutput?: (from: 'stdout' | 'stderr', chunk: Buffer) => void;
}

/** A child process in its own process group, so that its children die with it. */
export interface Child {
  readonly pid: number;
  /** Aborts when the process has ended and its output is read to the end. */
  readonly gone: AbortSignal;
  /** How the process ended: `exit code 1`, `signal SIGKILL`; null while it runs. */
  readonly ended: () => string | null;
  /**
   * Sends SIGTERM to the group, and SIGKILL after the grace period (ms; 2,000 by default); with 0,
   * SIGKILL at once.
   */
  readonly kill: (graceMs?: number) => Promise<void>;
  /** Sends a signal to the group; false if the group is empty. */
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => boolean;
}

/**
 * Starts a child process. Its group is killed however this process ends; a `mark` in its
 * environment finds processes that leave the group (`setsid`, daemons). Needs POSIX process groups.
 * @throws HarnessError `system-died` if it cannot start, `bad-argument` for an empty command.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  checkCommand(options);
  const child = await begin(options);
  child.on('error', () => {});
  keepOutput(child, options);
  // A child that does not read its input is free to leave.
  child.stdin?.on('error', () => {});
  if (typeof options.input === 'object') options.input.pipe(child.stdin as Writable);
  else child.stdin?.end(options.input);
  return supervise(child, child.pid);
}

type Started = ChildProcess & { readonly pid: number };

async function begin(options: ChildOptions): Promise<Started> {
  const { command, cwd, env, input } = options;
  const [program = '', ...words] = command;
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const stdio: SpawnOptions['stdio'] = [stdin, 'pipe', 'pipe'];
  try {
    // What the system refuses is thrown or told by an event, by kind of error.
    // A program may go by PWD, as a shell would have set it, and not by the folder that it is in.
    const there = { ...env, PWD: resolve(cwd) };
    const child = spawn(program, words, { cwd, env: there, detached: true, stdio });
    if (child.pid === undefined) throw (await once(child, 'error'))[0];
    return child as Started;
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw cannotStart(options, got, 'Run it by hand there, and see what it says.');
  }
}

const lastOutputMs = 500;
const hardLimitMs = 5000;

function supervise(child: ChildProcess, pid: number): Child {
  const gone = new AbortController();
  let ended: string | null = null;
  const release = guard(pid);
  const forget = onExit(async () => {
    signalGroup(pid, 'SIGKILL');
    await sleep(hardLimitMs, gone.signal);
  });
  const closed = new AbortController();
  child.once('close', () => closed.abort());
  child.once('exit', async (code, signal) => {
    ended = code === null ? `signal ${signal}` : `exit code ${code}`;
    signalGroup(pid, 'SIGKILL');
    release();
    // What escaped from the group may hold the pipes open for ever.
    await sleep(lastOutputMs, closed.signal);
    child.stdout?.destroy();
    child.stderr?.destroy();
    forget();
    gone.abort();
  });
  const kill = async (graceMs = 2000) => {
    if (ended === null && graceMs > 0) {
      signalGroup(pid, 'SIGTERM');
      await sleep(graceMs, gone.signal);
    }
    if (ended === null) signalGroup(pid, 'SIGKILL');
    await sleep(hardLimitMs, gone.signal);
  };
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => signalGroup(pid, name);
  return { pid, gone: gone.signal, ended: () => ended, kill, signal };
}

function keepOutput(child: ChildProcess, { lines, onOutput }: ChildOptions): void {
  const keep = (from: 'stdout' | 'stderr', stream: Readable | null) => {
    const sink = lines.open();
    stream?.on('data', (chunk: Buffer) => {
      sink.push(chunk);
      onOutput?.(from, chunk);
    });
    stream?.once('close', sink.end);
  };
  keep('stdout', child.stdout);
  keep('stderr', child.stderr);
}

function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
    return false;
  }
}
