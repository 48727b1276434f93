import type { Incoming } from '../../model/call.ts';
import type { PointMaker } from '../../model/point.ts';
import { providerOf } from '../provider.ts';
import type { ReplySource } from '../source.ts';
import { unanswered, type Upstream } from './upstream.ts';

/** The upstream of a request; undefined where it has none. */
export type Routing = (incoming: Incoming) => Upstream | undefined;

/** A model provider whose replies are those of real upstreams, passed on as they come. */
export function passingProvider(routing: Routing): PointMaker {
  return providerOf({ script: [] }, passing(routing));
}

/** The replies of upstreams; where one does not answer, a 502 or 504 in the words of the dialect. */
export function passing(routing: Routing): ReplySource {
  return async ({ at, as, dialect }) => {
    const { incoming } = at.call;
    const upstream = routing(incoming);
    if (!upstream) {
      return dialect.refuse({ status: 404, message: 'brownout: no upstream for this path' }, as);
    }
    try {
      return await upstream.ask(incoming, at.clock.nowMs);
    } catch (error) {
      const failed = unanswered(error, upstream.url);
      if (!failed) throw error;
      const { status, why } = failed;
      return dialect.refuse({ status, message: `brownout: ${why}` }, as);
    }
  };
}
