import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** What a child says of itself. */
export interface Usage {
  /** Processor time until it was asked. */
  readonly cpuUs: number;
  /** The same after the garbage collection that being asked costs it. */
  readonly collectedUs: number;
  readonly rssBytes: number;
}

/** A server in a process of its own. */
export interface Child {
  readonly address: string;
  /** After a garbage collection; null where it cannot be asked. */
  readonly usage: () => Promise<Usage | null>;
  readonly stop: () => Promise<void>;
}

/** Starts one of the programs in `bench/`, which says where it listens; on one core alone where that is asked. */
export async function startChild(
  program: string,
  args: readonly string[],
  { core }: { readonly core?: number } = {},
): Promise<Child> {
  const node = ['--expose-gc'];
  const pinned = { execPath: 'taskset', execArgv: ['-c', `${core}`, process.execPath, ...node] };
  const child = fork(
    path.join(import.meta.dirname, program),
    args,
    core === undefined ? { execArgv: node } : pinned,
  );
  const { address } = await answer<{ address: string }>(child);
  return {
    address,
    usage: () => {
      const told = answer<Usage>(child);
      child.send('usage');
      return told;
    },
    stop: () => stopped(child),
  };
}

/** Kills a process and waits until it is gone. */
export async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** The next message; rejects when the process ends before it. */
function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => {
      child.off('message', told);
      reject(new Error(`the process ended with ${String(code)} before it answered`));
    };
    const told = (message: unknown) => {
      child.off('exit', ended);
      resolve(message as T);
    };
    child.once('message', told).once('exit', ended);
  });
}
