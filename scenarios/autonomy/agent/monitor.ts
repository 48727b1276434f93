import { z } from 'zod';
import type { Action } from './actions.ts';
import { postJson } from './post-json.ts';
import type { Review } from './trust.ts';

/** The quality monitor: reviews actions after they were done, or proposed. */
export interface Monitor {
  /** Throws where no review comes back, or one of something else. */
  readonly review: (
    request: string,
    segment: string,
    actions: readonly Action[],
    signal: AbortSignal,
  ) => Promise<Review>;
}

/** The monitor at `url`. */
export function monitor(url: string): Monitor {
  return {
    review: async (request, segment, actions, signal) => {
      const sent = { request, segment, actions };
      const reply = review.parse(await postJson(`${url}/reviews`, sent, signal));
      if (reply.request !== request) throw new Error(`a review of ${reply.request}`);
      return reply;
    },
  };
}

const review = z.object({ request: z.string(), wrong: z.int().min(0) });
