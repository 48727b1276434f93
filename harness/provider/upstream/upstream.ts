import { Agent, request } from 'undici';
import type { Incoming } from '../../model/call.ts';
import type { Surroundings } from '../../model/point.ts';
import { badArgument, HarnessError } from '../../model/error.ts';
import type { Reply } from '../../model/reply.ts';
import { urlAt } from '../../model/http/url-at.ts';
import { privateLookup } from '../../proxy/sockets/private-network.ts';
import { forwarded, headersOf } from './forwarded.ts';
import { unpacked } from './unpacked.ts';
import { liveReply } from './live-reply.ts';

/** Where an upstream is, and the longest silence (ms) until it answers and between two pieces. */
export interface UpstreamOptions {
  readonly url: string;
  readonly timeoutMs: number;
  /** Whether it may be off loopback and private networks; false by default. */
  readonly allowRemote?: boolean;
}

/** A real server that requests are sent on to. */
export interface Upstream {
  readonly url: URL;
  /**
   * Sends a request on, to the path of the upstream's address; resolves when its reply begins. It is
   * cancelled where its caller leaves.
   * @throws Unanswered where no reply begins.
   */
  readonly ask: (incoming: Incoming, at: Pick<Surroundings, 'clock' | 'left'>) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

/** A request that got no reply: why, and the status by which a gateway says so. */
export interface Unanswered {
  readonly status: 502 | 504;
  readonly why: string;
}

/**
 * An upstream by its address.
 * @throws HarnessError `bad-argument` for what is no address of HTTP.
 */
export function openUpstream({
  url: address,
  timeoutMs,
  allowRemote = false,
}: UpstreamOptions): Upstream {
  const url = upstreamUrl(address);
  // A name may lead elsewhere later than it was checked.
  const connect = allowRemote ? {} : { connect: { lookup: privateLookup() } };
  const agent = new Agent({ headersTimeout: timeoutMs, bodyTimeout: timeoutMs, ...connect });
  const closed = new AbortController();
  return {
    url,
    ask: async (incoming, { clock, left }) => {
      const { method, headers, body, bytes } = incoming;
      const hasBody = method !== 'GET' && method !== 'HEAD' && body !== '';
      const gone = new AbortController();
      const leave = () => gone.abort();
      const settle = () => left.removeEventListener('abort', leave);
      if (left.aborted) leave();
      left.addEventListener('abort', leave, { once: true });
      const sent = request(pathAt(url, incoming.path), {
        dispatcher: agent,
        method,
        // A body that is not packed can be read, and cut between its events.
        headers: { ...forwarded(headers), 'accept-encoding': 'identity' },
        signal: AbortSignal.any([closed.signal, gone.signal]),
        ...(hasBody && { body: bytes ?? body }),
      });
      const reply = await sent.catch((error: unknown) => {
        settle();
        throw error;
      });
      reply.body.once('close', settle);
      const { headers: named, body: coming } = unpacked(headersOf(reply.headers), reply.body);
      return await liveReply({ status: reply.statusCode, headers: named }, coming, clock.nowMs);
    },
    close: async () => {
      closed.abort();
      await agent.destroy();
    },
  };
}

/** What an error of `ask` says of the upstream; null where it is of another kind. */
export function unanswered(error: unknown, { origin }: URL): Unanswered | null {
  if (error instanceof HarnessError || !(error instanceof Error)) return null;
  const { code, name } = error as Error & { readonly code?: unknown };
  if (typeof code !== 'string' && name !== 'AbortError') return null;
  const isLate = code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_CONNECT_TIMEOUT';
  const why = isLate ? 'in time' : `: ${typeof code === 'string' ? code : 'it was closed'}`;
  return {
    status: isLate ? 504 : 502,
    why: `the upstream ${origin} did not answer${isLate ? ' ' : ''}${why}`,
  };
}

/** The path below that of the address; a version that both have stands there once. */
function pathAt(url: URL, path: string): URL {
  const base = url.pathname.replace(/\/+$/, '');
  const version = /\/v\d\w*$/.exec(base)?.[0];
  const isTwice = version !== undefined && new RegExp(`^${version}(?![^/?])`).test(path);
  return urlAt(url, `${isTwice ? base.slice(0, -version.length) : base}${path}`);
}

function upstreamUrl(address: string): URL {
  const url = URL.parse(address);
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.username === '') return url;
  throw badArgument(
    'the address of an upstream such as https://api.openai.com',
    JSON.stringify(address),
    'Write it with http:// or https://, without a query or a user.',
  );
}
