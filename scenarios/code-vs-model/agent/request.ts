import { setTimeout as sleep } from 'node:timers/promises';

/** A service that did not answer with 2xx and JSON. */
export class ServiceError extends Error {
  /** What the service asked to wait; null where it said nothing. */
  readonly retryAfterMs: number | null;

  constructor(what: string, retryAfterMs: number | null, options?: ErrorOptions) {
    super(what, options);
    this.name = 'ServiceError';
    this.retryAfterMs = retryAfterMs;
  }
}

/** One request of a service. */
export interface Request {
  readonly url: string;
  /** Sent with POST; GET where there is none. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The JSON of the reply; throws `ServiceError` on anything else. */
export async function requestJson(request: Request): Promise<unknown> {
  const { url, body, headers, timeoutMs, signal } = request;
  const what = new URL(url).pathname;
  try {
    const reply = await fetch(url, {
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const text = await reply.text();
    if (!reply.ok) throw new ServiceError(`${what}: HTTP ${reply.status}`, retryAfterOf(reply));
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw new ServiceError(`${what}: no usable reply`, null, { cause: error });
  }
}

/** What `work` resolves to at its first or second attempt; null where both fail. */
export async function tryTwice<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(await mayRetry(error, signal))) return null;
    return await work().catch(() => null);
  }
}

/** Waits as long as the error asks, or a little; false where that is too long, or time is up. */
export async function mayRetry(error: unknown, signal: AbortSignal): Promise<boolean> {
  const asked = error instanceof ServiceError ? error.retryAfterMs : null;
  const waitMs = asked ?? backoffMs * (1 + Math.random());
  if (signal.aborted || waitMs > patienceMs) return false;
  await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}

const backoffMs = 40;
const patienceMs = 1000;

function retryAfterOf({ headers }: Response): number | null {
  const exact = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact)) return exact;
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}
