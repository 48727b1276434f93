/** A route: a path such as `/proxies/{proxy}`, and its methods. */
export interface Pathed {
  readonly path: string;
  /** The methods; any by default. */
  readonly methods?: readonly string[];
}

/** The result of routing a request. */
export type Match<T> =
  | { readonly kind: 'found'; readonly route: T; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong-method' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'bad-target' }
  /** A redirect to the same path without empty, `.` and `..` steps. */
  | { readonly kind: 'moved'; readonly to: string };

/** Finds the route of a request as Go's gorilla/mux does. */
export function match<T extends Pathed>(
  routes: readonly T[],
  method: string,
  target: string,
): Match<T> {
  const [written = '', ...query] = target.replace(/^https?:\/\/[^/?]*/i, '').split('?');
  if (/%(?![0-9a-f]{2})/i.test(written)) return { kind: 'bad-target' };
  const path = decoded(written);
  const clean = cleaned(path);
  if (clean !== path) {
    return { kind: 'moved', to: [encodeURI(clean), ...query].join('?') };
  }
  let isThere = false;
  for (const route of routes) {
    const params = paramsOf(route.path, path);
    if (!params) continue;
    if (!route.methods || route.methods.includes(method)) return { kind: 'found', route, params };
    isThere = true;
  }
  return { kind: isThere ? 'wrong-method' : 'not-found' };
}

/** A path with its escapes decoded before matching, as in Go, so that `%2F` separates steps. */
function decoded(path: string): string {
  return path.replaceAll(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

function cleaned(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  const isOpen = path.endsWith('/') && steps.length > 0;
  return `/${steps.join('/')}${isOpen ? '/' : ''}`;
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, step] of wanted.entries()) {
    const value = given[index] ?? '';
    const [, name] = /^\{(\w+)\}$/.exec(step) ?? [];
    if (name === undefined ? value !== step : value === '') return undefined;
    if (name !== undefined) params[name] = value;
  }
  return params;
}
