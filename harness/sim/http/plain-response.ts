import type { PlainHeaders } from '../../model/http/plain-headers.ts';
import { textType } from '../../model/http/plain-text.ts';
import { textResponses } from '../../model/http/text-response.ts';
import { deliver, deliveryOf } from './response.ts';

/**
 * The `Response` that `new Response(text, { status, headers })` would make: a stand-in, which knows
 * who it is delivered to, wherever one will do.
 */
export function responseOf(
  text: string,
  { status, headers }: { readonly status: number; readonly headers: PlainHeaders },
): Response {
  const given = 'content-type' in headers ? headers : { ...headers, 'content-type': textType };
  return (
    responses.make(text, { status, headers: given }) ?? new Response(text, { status, headers })
  );
}

const responses = textResponses({
  prototype: Response.prototype,
  make: (text, init) => new Response(text, init),
  getters: {
    statusText: () => '',
    url: (standIn) => deliveryOf(standIn)?.url ?? '',
  },
  onMade: (made, standIn) => {
    const to = deliveryOf(standIn);
    if (to !== undefined) deliver(made, to);
  },
  unread: (standIn) => {
    const to = deliveryOf(standIn);
    if (to?.scope.dead) return new Promise(() => {});
    return to?.signal?.aborted ? Promise.reject(to.signal.reason as Error) : undefined;
  },
});
