import { api, http, HttpResponse, type PointMaker } from '../../../../index.ts';

/** A tool that only tells: `GET` each path, and it says this, as JSON. */
export function facts(said: Readonly<Record<string, object | (() => object)>>): PointMaker {
  return api(
    Object.entries(said).map(([path, value]) =>
      http.get(path, () => HttpResponse.json(typeof value === 'function' ? value() : value)),
    ),
  );
}
