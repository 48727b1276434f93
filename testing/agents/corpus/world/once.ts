import { http, HttpResponse, nonce } from '../../../../index.ts';

/** `POST` to this path makes one thing for each idempotency key, and says its id. */
export function once(path: string, prefix: string) {
  const made = new Map<string, string>();
  return http.post(path, ({ request }) => {
    const key = request.headers.get('idempotency-key') ?? '';
    const id = made.get(key) ?? nonce(prefix);
    made.set(key, id);
    return HttpResponse.json({ id });
  });
}
