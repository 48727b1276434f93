import { jsonReply, textOf, type Reply } from '../../model/reply.ts';
import type { PointMaker } from '../../model/point.ts';
import { unanswered, type Upstream } from '../../provider/upstream/upstream.ts';
import { urlOf } from '../refusals.ts';
import { bodyIn, httpReading } from './reading.ts';
import { headersLike, httpFailure } from './wording.ts';

/** Tools behind HTTP whose replies are those of a real server, passed on as they come. */
export function passedApi(upstream: Upstream): PointMaker {
  return {
    kind: 'api',
    has: ['request', 'value'],
    effects: [],
    labels: () => undefined,
    open: () => ({
      kind: 'api',
      basePath: '',
      effects: [],
      read: (incoming) => {
        const label = `${incoming.method} ${urlOf(incoming.path).pathname}`;
        // What its calls change nobody knows.
        return httpReading(incoming, label, () => false);
      },
      answer: async (incoming, at) => {
        try {
          return read(await upstream.ask(incoming, at));
        } catch (error) {
          const failed = unanswered(error, upstream.url);
          if (!failed) throw error;
          return jsonReply({ error: `brownout: ${failed.why}` }, failed.status);
        }
      },
      render: (meaning, _at, like) => jsonReply(meaning, like?.status ?? 200, headersLike(like)),
      fail: (failure) => httpFailure(failure),
      sideEffects: () => [],
    }),
  };
}

/** The reply with the value of its text as its meaning. */
function read(reply: Reply): Reply {
  if (!reply.live) return { ...reply, meaning: bodyIn(textOf(reply)) };
  const { pieces, soFar } = reply.live;
  return { ...reply, live: { pieces, soFar: () => read(soFar()) } };
}
