import { createRequire } from 'node:module';
import { inContext, queueImmediate } from '../alarms.ts';
import type { Patch } from './patch.ts';
import { integer } from '../../model/random.ts';
import { drawIn, here, step, type ScopeState } from '../run-state.ts';

/** Routes `Math.random`, Web Crypto's random and that of `node:crypto` to the scope's own draws. */
export function randomPatches(patch: Patch): void {
  const crypto = require('node:crypto') as object;
  const webCrypto = Object.getPrototypeOf(globalThis.crypto) as object;
  patch.method(Math, 'random', (original: () => number) => () => {
    const scope = entered();
    return scope === undefined ? original() : drawIn(scope);
  });
  for (const target of [crypto, webCrypto]) patch.method(target, 'randomUUID', uuidPatch);
  patch.method(webCrypto, 'getRandomValues', (original: (array: ArrayBufferView) => unknown) => {
    return function (this: unknown, array) {
      const scope = isIntegers(array) ? entered() : undefined;
      if (scope === undefined) return Reflect.apply(original, this, [array]);
      fill(scope, array);
      return array;
    };
  });
  patch.method(crypto, 'randomBytes', bytesPatch);
  patch.method(crypto, 'randomFillSync', fillSyncPatch);
  patch.method(crypto, 'randomFill', fillPatch);
  patch.method(crypto, 'randomInt', intPatch);
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

const require = createRequire(import.meta.url);

function entered(): ScopeState | undefined {
  const scope = here.getStore();
  if (scope !== undefined) step(scope);
  return scope;
}

/** Version 4: 122 random bits. */
function uuidPatch(original: Method): Method {
  return function (...args) {
    const scope = entered();
    if (scope === undefined) return original.apply(this, args);
    const hex = Array.from({ length: 4 }, () => word(scope).toString(16).padStart(8, '0')).join('');
    const variant = '89ab'[parseInt(hex.charAt(16), 16) & 3];
    const third = `4${hex.slice(13, 16)}`;
    const fourth = `${variant}${hex.slice(17, 20)}`;
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${third}-${fourth}-${hex.slice(20)}`;
  };
}

function bytesPatch(original: Method): Method {
  return function (...args) {
    const [size, callback] = args;
    const valid = typeof size === 'number' && size >= 0 && size <= 2 ** 31 - 1;
    const scope = valid && isCallback(callback) ? entered() : undefined;
    if (scope === undefined) return original.apply(this, args);
    const bytes = Buffer.alloc(size as number);
    fill(scope, bytes);
    return answer(scope, callback, bytes);
  };
}

function fillSyncPatch(original: Method): Method {
  return function (...args) {
    const part = partOf(args[0], args[1], args[2]);
    const scope = part === undefined ? undefined : entered();
    if (part === undefined || scope === undefined) return original.apply(this, args);
    fill(scope, part);
    return args[0];
  };
}

function fillPatch(original: Method): Method {
  return function (...args) {
    const callback = args.at(-1);
    const [offset, size] = args.slice(1, -1);
    const part = typeof callback === 'function' ? partOf(args[0], offset, size) : undefined;
    const scope = part === undefined ? undefined : entered();
    if (part === undefined || scope === undefined) return original.apply(this, args);
    fill(scope, part);
    return answer(scope, callback, args[0]);
  };
}

function intPatch(original: Method): Method {
  return function (...args) {
    const oneBound = args.length < 2 || typeof args[1] === 'function' || args[1] === undefined;
    const [min, max, callback] = oneBound ? [0, args[0], args[1]] : args;
    const valid = Number.isSafeInteger(min) && Number.isSafeInteger(max) && isCallback(callback);
    const [low, high] = [min as number, max as number];
    // Node's own bound on the range.
    const scope = valid && low < high && high - low < 2 ** 48 ? entered() : undefined;
    if (scope === undefined) return original.apply(this, args);
    return answer(
      scope,
      callback,
      integer(() => drawIn(scope), low, high - 1),
    );
  };
}

function isCallback(callback: unknown): boolean {
  return callback === undefined || typeof callback === 'function';
}

/** The value, or where there is a callback, nothing now and the value with the next immediate. */
function answer(scope: ScopeState, callback: unknown, value: unknown): unknown {
  if (typeof callback !== 'function') return value;
  queueImmediate(
    scope,
    inContext(scope, () => Reflect.apply(callback, undefined, [null, value])),
  );
  return undefined;
}

/** What of a buffer is to be filled; undefined where Node should refuse the arguments itself. */
function partOf(buffer: unknown, offset: unknown, size: unknown): Uint8Array | undefined {
  const view =
    buffer instanceof ArrayBuffer ? new Uint8Array(buffer) : ArrayBuffer.isView(buffer) && buffer;
  if (!view) return undefined;
  const unit = 'BYTES_PER_ELEMENT' in view ? (view.BYTES_PER_ELEMENT as number) : 1;
  const from = (offset ?? 0) as number;
  const length = (size ?? view.byteLength / unit - from) as number;
  const ok = Number.isInteger(from) && Number.isInteger(length) && from >= 0 && length >= 0;
  if (!ok || (from + length) * unit > view.byteLength) return undefined;
  return new Uint8Array(view.buffer, view.byteOffset + from * unit, length * unit);
}

function isIntegers(array: unknown): boolean {
  if (!ArrayBuffer.isView(array) || array.byteLength > 65_536) return false;
  const floats = array instanceof Float32Array || array instanceof Float64Array;
  return !floats && !(array instanceof DataView) && !array.constructor.name.startsWith('Float');
}

function fill(scope: ScopeState, view: ArrayBufferView): void {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let at = 0; at < bytes.length; at += 4) {
    const bits = word(scope);
    for (let i = 0; i < 4 && at + i < bytes.length; i += 1) bytes[at + i] = bits >>> (8 * i);
  }
}

/** 32 random bits. */
function word(scope: ScopeState): number {
  return Math.floor(drawIn(scope) * 2 ** 32);
}
