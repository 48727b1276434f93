import { api, http, HttpResponse, nonce, type PointMaker } from '../../../../index.ts';

/**
 * A tool that books. `POST /book` honours an idempotency key; without one, each request books anew
 * under the `ref` of its body. `GET /bookings/:ref` gives `{ id }`, null where there is none.
 * `DELETE /book/:ref` cancels, and refuses whatever comes under that key later. The ledger knows a
 * booking by what its request says in `keyHeader`.
 */
export function bookings(prefix: string, keyHeader = 'idempotency-key'): PointMaker {
  return api(
    () => {
      const made = new Map<string, string>();
      const cancelled = new Set<string>();
      return [
        http.post('/book', async ({ request }) => {
          const key = request.headers.get('idempotency-key');
          const { ref = '' } = (await request.json()) as { ref?: string };
          if (cancelled.has(key ?? ref)) {
            return HttpResponse.json({ error: 'cancelled' }, { status: 409 });
          }
          const id = (key === null ? undefined : made.get(key)) ?? nonce(prefix);
          made.set(key ?? ref, id);
          return HttpResponse.json({ id });
        }),
        http.get('/bookings/:ref', ({ params }) =>
          HttpResponse.json({ id: made.get(String(params['ref'])) ?? null }),
        ),
        http.delete('/book/:ref', ({ params }) => {
          made.delete(String(params['ref']));
          cancelled.add(String(params['ref']));
          return HttpResponse.json({ cancelled: true });
        }),
      ];
    },
    { effects: { 'POST /book': { undoneBy: 'DELETE /book/:ref', keyHeader } } },
  );
}
