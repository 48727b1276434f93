import type { Incoming } from '../../model/call.ts';
import type { PointMaker } from '../../model/point.ts';
import { providerOf } from '../provider.ts';
import type { Reply } from '../../model/reply.ts';
import type { Asking, ReplySource } from '../source.ts';
import { unanswered, type Upstream } from './upstream.ts';

/** The upstream of a request; undefined where it has none. */
export type Routing = (incoming: Incoming) => Upstream | undefined;

/** Called with each reply of an upstream, and when it was asked (ms of the run); returns what to send on. */
export type OnReply = (asking: Asking, reply: Reply, sentMs: number) => Reply;

/** A model provider whose replies are those of real upstreams, passed on as they come. */
export function passingProvider(routing: Routing, onReply?: OnReply): PointMaker {
  return providerOf({ script: [] }, passing(routing, onReply));
}

/** The replies of upstreams; where one does not answer, a 502 or 504 in the words of the dialect. */
export function passing(routing: Routing, onReply: OnReply = (_, reply) => reply): ReplySource {
  return async (asking) => {
    const { at, as, dialect } = asking;
    const { incoming } = at.call;
    if (incoming.headers['upgrade']?.toLowerCase() === 'websocket') {
      return dialect.refuse({ status: 501, message: noWebSockets }, as);
    }
    const upstream = routing(incoming);
    if (!upstream) {
      return dialect.refuse({ status: 404, message: 'brownout: no upstream for this path' }, as);
    }
    try {
      const sentMs = at.clock.nowMs();
      return onReply(asking, await upstream.ask(incoming, at), sentMs);
    } catch (error) {
      const failed = unanswered(error, upstream.url);
      if (!failed) throw error;
      const { status, why } = failed;
      return dialect.refuse({ status, message: `brownout: ${why}` }, as);
    }
  };
}

const noWebSockets =
  'brownout: WebSockets are not passed on; brownout proxy stands in front of any TCP connection';
