import { digest } from '../../../model/json/json.ts';
import type { Turn } from '../../../model/turn.ts';

/** The ids of a response and of its items. */
export interface ResponseIds {
  readonly response: string;
  readonly reasoning: string;
  readonly message: string;
  readonly calls: readonly string[];
}

/** The ids of the response to a request. */
export function idsOf(turn: Turn, requestId: string): ResponseIds {
  const name = digest(requestId);
  return {
    response: `resp_${name}`,
    reasoning: `rs_${name}`,
    message: `msg_${name}`,
    calls: turn.toolCalls.map((_, nth) => `fc_${digest(`${requestId} ${nth}`)}`),
  };
}
