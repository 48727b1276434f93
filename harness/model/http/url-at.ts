/** The URL of a path with its query at an origin; `//host/…` is a path there, and no other host. */
export function urlAt({ origin }: URL, path: string): URL {
  const cut = path.indexOf('?');
  const url = new URL(origin);
  url.pathname = cut < 0 ? path : path.slice(0, cut);
  url.search = cut < 0 ? '' : path.slice(cut);
  return url;
}
