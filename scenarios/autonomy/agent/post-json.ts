/** How long a service may take to answer (ms). */
export const serviceMs = 300;

/** Posts JSON and returns the JSON that comes back; throws on an error status, or too late. */
export async function postJson(url: string, body: unknown, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.any([signal, AbortSignal.timeout(serviceMs)]),
  });
  if (!response.ok) throw new Error(`${new URL(url).pathname} said ${response.status}`);
  return await response.json();
}
