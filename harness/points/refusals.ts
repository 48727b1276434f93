import type { Incoming } from '../model/call.ts';
import { isTooDeep } from '../model/json/depth.ts';
import { jsonReply, type Reply } from '../model/reply.ts';
import { parsedJson } from '../model/json/parsed-json.ts';

/** Where mocked tools believe they live; only MSW's matching sees it. */
export const origin = 'http://tool.invalid';

/** The URL of a request's path, whatever it holds: `//` is a path, not a host. */
export function urlOf(path: string): URL {
  return new URL(`${origin}${path.startsWith('/') ? '' : '/'}${path}`);
}

/** What is wrong with a URL, as a server says it: it cannot be decoded, or is too long; else null. */
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

/** What a server says to a request before any handler sees it; null where it lets it through. */
export function refusal({ method, path, body }: Incoming): Reply | null {
  // Fetch has no requests of these methods, and servers that are not proxies do not allow them.
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) {
    return jsonReply({ error: `method ${method} is not allowed` }, 405, { allow: 'GET, POST' });
  }
  const status = wrongUrl(urlOf(path));
  if (status !== null) return jsonReply({ error: 'the URL is too long, or no URL' }, status);
  return isTooDeep(body) ? jsonReply({ error: 'the body is nested too deeply' }, 400) : null;
}

/**
 * What a server says where its handler could not read the body as what it takes; null where the
 * handler threw for another reason.
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
