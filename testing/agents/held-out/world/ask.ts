/** What came of a call: its JSON, or why there is none. A status of 0 says that none arrived. */
export type Answer<T> =
  | { readonly ok: true; readonly status: number; readonly body: T }
  | { readonly ok: false; readonly status: number; readonly waitMs: number };

/** What a call takes beside its address. */
export interface Wish {
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** 10 s where left out. */
  readonly timeoutMs?: number;
}

/** One attempt of a call; a reply that cannot be read counts as none. */
export async function ask<T = unknown>(
  method: string,
  url: string,
  { json, headers = {}, timeoutMs = 10_000 }: Wish = {},
): Promise<Answer<T>> {
  try {
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      signal: AbortSignal.timeout(timeoutMs),
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const { status } = response;
    if (response.ok) return { ok: true, status, body: (await response.json()) as T };
    const waitMs = Number(response.headers.get('retry-after') ?? 0) * 1_000;
    return { ok: false, status, waitMs };
  } catch {
    return { ok: false, status: 0, waitMs: 0 };
  }
}

/** Up to two attempts; the second waits as it is told to, and is left out where that is over 8 s. */
export async function askTwice<T = unknown>(
  method: string,
  url: string,
  wish: Wish = {},
): Promise<Answer<T>> {
  const first = await ask<T>(method, url, wish);
  if (first.ok || isFinal(first.status) || first.waitMs > 8_000) return first;
  await pause(Math.max(first.waitMs, 200));
  return ask<T>(method, url, wish);
}

/** Resolves after so many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Whether a status says no, whatever is tried again. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429;
}
