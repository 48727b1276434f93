import { digest } from '../../../model/json/json.ts';
import type { ChatRequest } from '../dialect.ts';

/** The id of the interaction that answers a request; '' for one that is not to be stored. */
export function interactionId({ body }: ChatRequest, requestId: string): string {
  return body?.['store'] === false ? '' : `v1_${digest(requestId)}`;
}

/** The id of the nth call, from 0, in the reply to a request: eight letters and digits. */
export function callId(requestId: string, nth: number): string {
  return digest(`${requestId} ${nth}`).padStart(8, '0').slice(-8);
}
