/** What came of a request: `ok` where it is a 2xx in JSON; a status of 0 where none arrived. */
export type Came<Body> =
  | { readonly ok: true; readonly status: number; readonly body: Body }
  | { readonly ok: false; readonly status: number; readonly body: unknown };

/** What a request carries besides its address. */
export interface Carried {
  readonly json?: object;
  readonly key?: string;
  readonly token?: string;
  readonly timeoutMs?: number;
}

/** One request to a tool, which never throws. */
export async function ask<Body>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  { json, key, token, timeoutMs = 5_000 }: Carried = {},
): Promise<Came<Body>> {
  let status = 0;
  try {
    const reply = await fetch(url, {
      method,
      headers: {
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = reply.status;
    const body: unknown = await reply.json();
    return reply.ok ? { ok: true, status, body: body as Body } : { ok: false, status, body };
  } catch {
    return { ok: false, status, body: null };
  }
}

/** Once more after a second, where the first time came to nothing. */
export async function twice<Body>(act: () => Promise<Came<Body>>): Promise<Came<Body>> {
  const first = await act();
  if (first.ok) return first;
  await pause(1_000);
  return act();
}

/** Waits on the run's clock. */
export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
