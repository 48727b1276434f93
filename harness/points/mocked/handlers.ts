import { HttpHandler, matchRequestUrl, RequestHandler } from 'msw';
import type { Incoming } from '../../model/call.ts';
import { HarnessError } from '../../model/error.ts';
import { didYouMean } from '../../model/options/nearest.ts';
import { shown } from '../../model/options/strict.ts';
import { recent } from '../../model/recent.ts';
import { withTraceLimit } from '../../model/trace-limit.ts';
import { origin, urlOf } from '../refusals.ts';

/** Handlers of a mocked tool, or a function that makes them anew, with their state, for each run. */
export type Handlers = readonly RequestHandler[] | (() => readonly RequestHandler[]);

/** The handlers of one run; throws `bad-argument` for a value that is no list of handlers. */
export function madeBy(handlers: Handlers): readonly RequestHandler[] {
  const made: unknown = typeof handlers === 'function' ? untraced(handlers) : handlers;
  if (Array.isArray(made) && made.every(isHandler)) return made;
  const wrong = Array.isArray(made) ? made.find((one) => !isHandler(one)) : made;
  throw new HarnessError('bad-argument', {
    expected:
      "api(…) to be given a list of handlers, or a function that makes one: [http.get('/x', …)]",
    got: shown(wrong),
    fix: 'Make each with http.get, http.post, … of brownout.',
  });
}

/** By its shape: one that another copy of MSW has made answers, too. */
function isHandler(value: unknown): value is RequestHandler {
  return typeof value === 'object' && value !== null && 'run' in value && 'info' in value;
}

/**
 * Makes handlers, which MSW notes the place of by a stack trace each: in every run, and nobody reads
 * them. Where that throws it is done again, with traces, since that error will be read.
 */
function untraced<T>(make: () => T): T {
  try {
    return withTraceLimit(0, make);
  } catch {
    return make();
  }
}

/** The handlers that answer HTTP. */
export function routesOf(handlers: readonly RequestHandler[]): readonly HttpHandler[] {
  return handlers.filter((handler) => handler instanceof HttpHandler);
}

/**
 * The handlers that may answer a request, looked up once for each method and path: MSW takes the address
 * apart anew for each handler that it asks.
 */
export function fittingIn(
  handlers: readonly RequestHandler[],
): (incoming: Incoming) => readonly RequestHandler[] {
  return recent(
    ({ method, path }: Incoming) => `${method} ${path}`,
    ({ method, path }) => {
      const url = urlOf(path);
      return handlers.filter((handler) => mayAnswer(handler, method, url));
    },
  );
}

/** What is no route, or decides by a function, is for MSW to ask. */
function mayAnswer(handler: RequestHandler, method: string, url: URL): boolean {
  if (!(handler instanceof HttpHandler)) return true;
  const { method: its, path } = handler.info;
  if (typeof path === 'function') return true;
  // As MSW does, whatever the case.
  const fits =
    its instanceof RegExp ? its.test(method) : its.toLowerCase() === method.toLowerCase();
  return fits && matchRequestUrl(url, path, origin).matches;
}

/** The label of a call that a route answers: `POST /book`, also of a route for every method. */
export function labelOf({ info: { method, path } }: HttpHandler, asked: string): string {
  return `${method instanceof RegExp ? asked : method} ${String(path)}`;
}

/** The labels of all calls that have a route; undefined where a route is for every method. */
export function labelsOf(routes: readonly HttpHandler[]): readonly string[] | undefined {
  if (routes.some(({ info }) => info.method instanceof RegExp)) return undefined;
  return [...new Set(routes.map((route) => labelOf(route, '')))];
}

/** Throws `bad-scenario` for a label that no route has. */
export function demandRoutes(labels: Iterable<string>, routes: readonly HttpHandler[]): void {
  for (const label of labels) {
    const [method = ''] = label.split(' ');
    const known = [...new Set(routes.map((route) => labelOf(route, method)))];
    if (known.includes(label)) continue;
    throw new HarnessError('bad-scenario', {
      expected: `each effect to be one of the tool's handlers (${known.join(', ')})`,
      got: JSON.stringify(label),
      fix: `${didYouMean(label, known)}Write it as the handler is written: method, space, path.`,
    });
  }
}

/** The same request; MSW makes no copy of it for who listens to its events, which takes as long as an answer. */
export function uncopied(request: Request): Request {
  const { cache } = RequestHandler as unknown as { readonly cache?: WeakMap<Request, Request> };
  cache?.set(request, request);
  return request;
}
