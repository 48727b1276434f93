import type { Incoming } from '../model/call.ts';
import { isTooDeep } from '../model/json/depth.ts';
import { jsonReply, type Reply } from '../model/reply.ts';
import { parsedJson } from '../model/json/parsed-json.ts';

/** The origin of mocked tools, which only MSW's matching sees. */
export const origin = 'http://tool.invalid';

/** The address of a request's path; `//` in it is a path, not a host. */
export function hrefOf(path: string): string {
  return `${origin}${path.startsWith('/') ? '' : '/'}${path}`;
}

/** The same, taken apart. */
export function urlOf(path: string): URL {
  return new URL(hrefOf(path));
}

/** The status for a URL that cannot be decoded (400) or is too long (414); else null. */
export function wrongUrl({ href, pathname }: URL): 400 | 414 | null {
  if (href.length > mostUrl) return 414;
  try {
    decodeURIComponent(pathname);
    return null;
  } catch {
    return 400;
  }
}

/** As long as servers commonly take, and MSW's matching does. */
const mostUrl = 8_000;

/**
 * The refusal that a server sends before any handler runs; null if it admits the request. `wrong` is the
 * status for its URL.
 */
export function refusal({ method, body }: Incoming, wrong: number | null): Reply | null {
  // Fetch has no requests of these methods, and servers that are not proxies do not allow them.
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) {
    return jsonReply({ error: `method ${method} is not allowed` }, 405, { allow: 'GET, POST' });
  }
  if (wrong !== null) return jsonReply({ error: 'the URL is too long, or no URL' }, wrong);
  return isTooDeep(body) ? jsonReply({ error: 'the body is nested too deeply' }, 400) : null;
}

/**
 * The refusal for a body that the handler could not read; null if the handler threw for another
 * reason.
 */
export function misread(error: unknown, body: string): Reply | null {
  if (
    error instanceof SyntaxError &&
    /\bJSON\b/.test(error.message) &&
    parsedJson(body) === undefined
  ) {
    return jsonReply({ error: 'the body is not JSON' }, 400);
  }
  const isForm = error instanceof TypeError && /form-?data/i.test(error.message);
  return isForm ? jsonReply({ error: 'the body is not a form' }, 415) : null;
}
