import type { Reply } from '../../../model/reply.ts';
import type { Answering } from '../dialect.ts';
import { openaiHeaders } from '../openai/headers.ts';

/**
 * The headers Azure sends with every reply, errors too: those of OpenAI that tell of limits, and its
 * own names of the request. Resets are whole seconds.
 */
export function azureHeaders(as: Answering): Readonly<Record<string, string>> {
  const { requests, tokens } = as.levels;
  const {
    'openai-organization': _organization,
    'openai-version': _version,
    'openai-processing-ms': _ms,
    ...limits
  } = openaiHeaders(as);
  return {
    ...limits,
    'x-ratelimit-reset-requests': String(Math.ceil(requests.resetMs / 1000)),
    'x-ratelimit-reset-tokens': String(Math.ceil(tokens.resetMs / 1000)),
    'apim-request-id': as.requestId,
    'x-ms-region': region,
  };
}

/** Where the resource is. */
export const region = 'Sweden Central';

/** A reply of OpenAI's with Azure's headers in place of OpenAI's. */
export function underAzure(reply: Reply, as: Answering): Reply {
  const own = Object.keys(openaiHeaders(as));
  const kept = Object.entries(reply.headers).filter(([name]) => !own.includes(name));
  return { ...reply, headers: { ...Object.fromEntries(kept), ...azureHeaders(as) } };
}
