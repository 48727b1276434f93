import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import type { Worker } from 'node:worker_threads';
import type { Patch } from './patches/patch.ts';
import { here, type ExternalWorker } from './run-state.ts';

/**
 * Tracks the worker threads and child processes of a run. Node reports each start on a diagnostics
 * channel, in the async context of the caller.
 */
export function externalWorkersPatch(patch: Patch): void {
  const { Worker: type } = require('node:worker_threads') as { Worker: typeof Worker };
  const threads = new WeakMap<Worker, Thread>();
  const ask = (worker: Worker) => {
    const scope = here.getStore();
    if (scope === undefined) return;
    const known = threads.get(worker) ?? thread(worker);
    threads.set(worker, known);
    known.ask();
    scope.run.externalWorkers.add(known);
  };
  patch.method(type.prototype, 'postMessage', (original: Method) => {
    return function (this: Worker, ...args) {
      ask(this);
      return Reflect.apply(original, this, args);
    };
  });
  const onWorker = (told: unknown) => ask((told as { readonly worker: Worker }).worker);
  const onChild = (told: unknown) => {
    const { process: its } = told as { readonly process: ChildProcess };
    here.getStore()?.run.externalWorkers.add(child(its));
  };
  subscribe('worker_threads', onWorker);
  subscribe('child_process', onChild);
  patch.onUndo(() => {
    unsubscribe('worker_threads', onWorker);
    unsubscribe('child_process', onChild);
  });
}

interface Thread extends ExternalWorker {
  /** Called when the worker was started, or got a message. */
  readonly ask: () => void;
}

/** A worker thread: busy from its start, or a message to it, until it sends something. */
function thread(worker: Worker): Thread {
  let isAsked = false;
  let isDeaf = false;
  let sinceMs: number | null = null;
  const settle = (deaf: boolean) => () => {
    isAsked = false;
    isDeaf = deaf;
  };
  const giveUp = settle(true);
  worker.on('message', settle(false));
  worker.on('error', giveUp);
  worker.on('exit', giveUp);
  return {
    ask: () => {
      // One that never answers would use up this patience at every post.
      isAsked = !isDeaf;
      sinceMs = null;
    },
    isAtWork: (nowMs, patienceMs) => {
      sinceMs ??= nowMs;
      if (isAsked && nowMs - sinceMs > patienceMs) giveUp();
      return isAsked;
    },
  };
}

/**
 * A child process: busy until it ends. One whose stdin stays open is busy, after a write, until it
 * outputs something. Bytes are counted, not listened to: a listener would start its streams.
 */
function child(its: ChildProcess): ExternalWorker {
  let hasEnded = false;
  let isOwing = true;
  let seen = { read: 0, written: 0 };
  let sinceMs: number | null = null;
  const end = () => {
    hasEnded = true;
  };
  its.once('close', end);
  its.once('error', end);
  return {
    isAtWork: (nowMs, patienceMs) => {
      const now = { read: bytesRead(its), written: bytesWritten(its) };
      if (now.read !== seen.read || now.written !== seen.written) {
        const isTalk = now.written > 0 && its.stdin?.writableEnded === false;
        isOwing = !isTalk || now.written !== seen.written;
        seen = now;
        sinceMs = null;
      }
      sinceMs ??= nowMs;
      if (nowMs - sinceMs > patienceMs) isOwing = false;
      return isOwing && !hasEnded;
    },
  };
}

function bytesRead({ stdout, stderr }: ChildProcess): number {
  return bytes(stdout, 'bytesRead') + bytes(stderr, 'bytesRead');
}

function bytesWritten({ stdin }: ChildProcess): number {
  return bytes(stdin, 'bytesWritten');
}

/** The bytes of a stream, from its socket; 0 before the process is spawned. */
function bytes(stream: object | null | undefined, counter: string): number {
  return Number((stream as Readonly<Record<string, unknown>> | null | undefined)?.[counter] ?? 0);
}

type Method = (this: Worker, ...args: unknown[]) => unknown;

const require = createRequire(import.meta.url);
