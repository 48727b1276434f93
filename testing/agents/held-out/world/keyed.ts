import { nonce } from '../../../../index.ts';

/** The ids of what a tool made: a request with a key that it knows gets the same id again. */
export function keyed(prefix: string): (request: Request) => { id: string; isNew: boolean } {
  const made = new Map<string, string>();
  return (request) => {
    const key = request.headers.get('idempotency-key');
    const known = key === null ? undefined : made.get(key);
    const id = known ?? nonce(prefix);
    if (key !== null) made.set(key, id);
    return { id, isNew: known === undefined };
  };
}
