import { http, HttpResponse } from '../../../../index.ts';

/**
 * What makes and cancels things under references that the client chooses: `put` makes one once,
 * `get` tells of it, and after `cancel` a `put` that comes late is turned away.
 */
export function references<Path extends `/${string}/:ref`>(path: Path) {
  const made = new Set<string>();
  const cancelled = new Set<string>();
  const refOf = (params: Readonly<Record<string, unknown>>) => String(params['ref']);
  return {
    put: http.put(path, ({ params }) => {
      const ref = refOf(params);
      if (cancelled.has(ref)) return HttpResponse.json({ error: 'cancelled' }, { status: 409 });
      made.add(ref);
      return HttpResponse.json({ id: ref });
    }),
    get: http.get(path, ({ params }) => {
      const isThere = made.has(refOf(params));
      return HttpResponse.json(isThere ? { id: refOf(params) } : {}, {
        status: isThere ? 200 : 404,
      });
    }),
    cancel: http.delete(path, ({ params }) => {
      cancelled.add(refOf(params));
      made.delete(refOf(params));
      return HttpResponse.json({ cancelled: true });
    }),
  };
}
