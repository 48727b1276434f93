import { createRequire } from 'node:module';
import { callbackInTurn, promiseInTurn } from './jobs.ts';
import type { Patch } from './patches/patch.ts';
import { here, type RunState } from './run-state.ts';

/**
 * Makes a function that says how long to wait for real work that may be the run's while everything
 * else waits (ms; 0: one hop; -1: there is none). Patches know crypto and zlib work on the thread
 * pool. Files, name look-ups and imports show only in a list of the whole process (0.2 µs to read):
 * what stays there for `stuckMs` is ignored from then on as foreign. Worker threads and child
 * processes are known; which are busy is a guess.
 */
export function realWork(run: RunState): () => number {
  let sinceMs = 0;
  let hops = 0;
  let ignored = 0;
  return () => {
    const others = filesInFlight();
    const isAwaited = isOutsiderAtWork(run);
    ignored = Math.min(ignored, others);
    if (run.jobs.length === 0 && others <= ignored && !isAwaited) {
      hops = 0;
      return -1;
    }
    if (hops === 0) sinceMs = realNow();
    hops += 1;
    const isLong = realNow() - sinceMs > run.options.limits.stuckMs;
    if (isLong && run.jobs.length === 0 && !isAwaited) {
      ignored = others;
      hops = 0;
      return -1;
    }
    return hops < hopsBeforeSleep ? 0 : 1;
  };
}

/** Adds a run's crypto and zlib work on the thread pool to its list of jobs. */
export function realWorkPatch(patch: Patch): void {
  const subtle = globalThis.crypto.subtle;
  const subtleMethods = Object.getPrototypeOf(subtle) as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(subtleMethods)) {
    if (name !== 'constructor') patch.method(subtleMethods, name, promiseJob);
  }
  const crypto = require('node:crypto') as Record<string, unknown>;
  for (const name of callbackJobs) patch.method(crypto, name, callbackJob);
  const zlib = require('node:zlib') as { Gzip: { prototype: object } };
  const zlibBase = ownerOf(zlib.Gzip.prototype, '_transform');
  if (zlibBase !== undefined) patch.method(zlibBase, '_transform', callbackJob);
}

/**
 * The hops before the pump sleeps (some 100 µs): short jobs are done by then, and longer ones need
 * the processor.
 */
const hopsBeforeSleep = 50;

/**
 * The patience with a starting thread or process (in `stuckMs`), which takes time on a busy
 * machine.
 */
const patience = 5;

const require = createRequire(import.meta.url);
const now = performance.now;
const realNow = () => now.call(performance);

/** The functions that use the thread pool if their last argument is a callback. */
const callbackJobs = [
  'argon2',
  'checkPrime',
  'generateKey',
  'generateKeyPair',
  'generatePrime',
  'hkdf',
  'pbkdf2',
  'scrypt',
  'sign',
  'verify',
];

const fileRequests: ReadonlySet<string> = new Set([
  'FSReqPromise',
  'FSReqCallback',
  'CloseReq',
  'GetAddrInfoReqWrap',
  'GetNameInfoReqWrap',
]);

function isOutsiderAtWork({ externalWorkers, options }: RunState): boolean {
  if (externalWorkers.size === 0) return false;
  const nowMs = realNow();
  // All are asked: each notes what it has said since.
  const patienceMs = patience * options.limits.stuckMs;
  return [...externalWorkers].filter((one) => one.isAtWork(nowMs, patienceMs)).length > 0;
}

function filesInFlight(): number {
  let count = 0;
  for (const name of process.getActiveResourcesInfo()) if (fileRequests.has(name)) count += 1;
  return count;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

function promiseJob(original: Method): Method {
  return function (...args) {
    const scope = here.getStore();
    const result = original.apply(this, args);
    return scope !== undefined && result instanceof Promise ? promiseInTurn(scope, result) : result;
  };
}

function callbackJob(original: Method): Method {
  return function (...args) {
    const scope = here.getStore();
    const callback = args.at(-1);
    if (scope === undefined || typeof callback !== 'function') return original.apply(this, args);
    const call = (...results: unknown[]) => Reflect.apply(callback, this, results);
    return callbackInTurn(scope, call, (inTurn) =>
      original.apply(this, [...args.slice(0, -1), inTurn]),
    );
  };
}

function ownerOf(object: object, name: string): Record<string, unknown> | undefined {
  for (
    let at: object | null = object;
    at !== null;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    if (Object.hasOwn(at, name)) return at as Record<string, unknown>;
  }
  return undefined;
}
