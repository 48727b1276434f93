import { digest } from '../model/json/json.ts';

/** The id of the nth tool call, from 0, in the reply to a request; its length is fixed. */
export function callId(requestId: string, nth: number): string {
  return `call_${digest(`${requestId} ${nth}`).padStart(11, '0')}`;
}
