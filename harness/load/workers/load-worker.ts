import { fork } from 'node:child_process';
import { once } from 'node:events';
import { keepsCompiled } from '../../run/loader/compile-cache.ts';
import { ownFile } from '../../run/loader/own-file.ts';
import { received, type SentError } from '../../run/sent-error.ts';
import type { LoadRunOptions } from '../load.ts';
import type { LoadProgress } from '../load-progress.ts';
import type { LoadBlob, LoadCommand } from '../parts/load-blob.ts';
import type { LoadPart } from '../schedule.ts';

/** What a worker is started with: the scenario's file, absolute, its title, and the part that it makes. */
export interface LoadWorkerTask {
  readonly file: string;
  readonly title: string;
  readonly part: LoadPart;
  readonly by: LoadCommand;
  readonly options: Omit<LoadRunOptions, 'signal'>;
}

/** What a worker is told: its first task may begin, or it is to end. */
export type LoadOrder = 'begin' | 'stop';

/** What a worker tells. */
export type LoadNews =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly progress: LoadProgress }
  | { readonly kind: 'part'; readonly blob: Omit<LoadBlob, 'digest'> }
  | { readonly kind: 'error'; readonly error: SentError };

/** A process that makes one part of a load. */
export interface LoadWorker {
  readonly say: (order: LoadOrder) => void;
  /** How far it has come; null before its first phase. */
  readonly progress: () => LoadProgress | null;
  /** Resolves once it waits to begin, or has ended. */
  readonly ready: Promise<void>;
  /**
   * Its part, or how it ended without: `SIGKILL`, `exit code 1` with its last words. Rejects with what its load
   * threw.
   */
  readonly ended: Promise<LoadWorkerEnd>;
}

/** A part, or how there came to be none. */
export type LoadWorkerEnd = { readonly blob: Omit<LoadBlob, 'digest'> } | { readonly how: string };

/** Starts a process for a part. */
export function loadWorker(task: LoadWorkerTask): LoadWorker {
  const file = ownFile(new URL('worker.ts', import.meta.url));
  const child = fork(file, [JSON.stringify(task)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [...process.execArgv, ...keepsCompiled],
  });
  // Only at the very end: on a signal it stops in order, and its part is waited for.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ready = Promise.withResolvers<void>();
  let words = '';
  let progress: LoadProgress | null = null;
  let blob: Omit<LoadBlob, 'digest'> | null = null;
  let error: SentError | null = null;
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2_000);
  });
  child.on('message', (news: LoadNews) => {
    if (news.kind === 'ready') ready.resolve();
    else if (news.kind === 'progress') progress = news.progress;
    else if (news.kind === 'part') blob = news.blob;
    else error = news.error;
  });
  const gone = Promise.all([
    once(child, 'exit') as Promise<[number | null, string | null]>,
    once(child, 'disconnect'),
  ]);
  const ended = gone.then(([[code, signal]]): LoadWorkerEnd => {
    process.off('exit', kill);
    ready.resolve();
    if (error) throw received(error);
    if (blob) return { blob };
    const how = signal ?? `exit code ${code}`;
    return { how: words === '' ? how : `${how}: ${words.trim()}` };
  });
  return {
    // What cannot be sent goes to a process that has ended.
    say: (order) => void (child.connected && child.send(order, () => {})),
    progress: () => progress,
    ready: ready.promise,
    ended,
  };
}
