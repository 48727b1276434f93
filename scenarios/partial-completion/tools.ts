import { setTimeout as sleep } from 'node:timers/promises';
import type { Slot } from './slot.ts';
import type { Order } from './task-log.ts';

/** Base URLs of the booking services, and of the desk that people watch. */
export interface ToolUrls {
  readonly flight: string;
  readonly hotel: string;
  readonly car: string;
  readonly alerts: string;
}

/** The booking services; every call is bounded in time and tried again where that is safe. */
export interface Tools {
  /** Books, and returns the id; the same key never books twice. */
  readonly book: (slot: Slot, order: Order, key: string) => Promise<string>;
  readonly cancel: (slot: Slot, id: string) => Promise<void>;
  /** Voids a key: nothing it is on will be booked from now on. Returns what it has booked before. */
  readonly fence: (slot: Slot, key: string) => Promise<string | null>;
  /** What a key has booked so far. */
  readonly find: (slot: Slot, key: string) => Promise<string | null>;
  /** Tells people; an alert that cannot be sent is printed. */
  readonly alert: (text: string) => Promise<void>;
}

/** A booking service that said no (`status`), or did not say anything (0). */
export class ToolError extends Error {
  readonly status: number;
  /** Whether the service surely did nothing: it turned down the one attempt there was. */
  readonly refused: boolean;

  constructor(what: string, status: number, isFirst: boolean, options?: ErrorOptions) {
    super(status === 0 ? `${what}: no answer` : `${what}: HTTP ${status}`, options);
    this.name = 'ToolError';
    this.status = status;
    this.refused = isFirst && status >= 400 && status < 500 && ![408, 429].includes(status);
  }
}

const timeoutMs = 400;
const backoffMs = 50;
const paths: Readonly<Record<Slot, string>> = { flight: 'flights', hotel: 'hotels', car: 'cars' };

/** The services at `urls`, until `signal` aborts. */
export function tools(urls: ToolUrls, signal: AbortSignal): Tools {
  const at = (slot: Slot, path: string) => `${urls[slot]}/${path}`;
  const ask = (method: string, url: string, body?: unknown, key?: string) =>
    persist((isFirst) => request({ method, url, body, key, isFirst }, signal), signal);
  return {
    book: async (slot, order, key) =>
      idIn(await ask('POST', at(slot, paths[slot]), order, key)) ?? noId(slot),
    cancel: async (slot, id) => {
      await ask('DELETE', at(slot, `${paths[slot]}/${id}`)).catch(unlessGone);
    },
    fence: async (slot, key) => idIn(await ask('POST', at(slot, 'voided-keys'), { key })),
    find: async (slot, key) => idIn(await ask('GET', at(slot, `keys/${key}`))),
    alert: async (text) => {
      await ask('POST', `${urls.alerts}/alerts`, { text }).catch(() => console.error(text));
    },
  };
}

interface Request {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly key: string | undefined;
  readonly isFirst: boolean;
}

async function request(asked: Request, signal: AbortSignal): Promise<unknown> {
  const { method, url, body, key, isFirst } = asked;
  const what = `${method} ${new URL(url).pathname}`;
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (key !== undefined) headers['idempotency-key'] = key;
  const until = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  try {
    const reply = await fetch(url, { method, headers, signal: until, ...sent });
    if (!reply.ok) throw new ToolError(what, reply.status, isFirst);
    return await reply.json();
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ToolError ? error : new ToolError(what, 0, isFirst, { cause: error });
  }
}

async function persist<T>(work: (isFirst: boolean) => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work(true);
  } catch (error) {
    if (!(error instanceof ToolError) || error.refused) throw error;
    await sleep(backoffMs * (1 + Math.random()), undefined, { signal });
    return work(false);
  }
}

/** What is not there any more need not be cancelled. */
function unlessGone(error: unknown): void {
  if (!(error instanceof ToolError) || ![404, 410].includes(error.status)) throw error;
}

function idIn(reply: unknown): string | null {
  const id = (reply as { booking?: unknown } | null)?.booking;
  return typeof id === 'string' ? id : null;
}

function noId(slot: Slot): never {
  throw new ToolError(`the ${slot} service sent no booking id`, 0, true);
}
