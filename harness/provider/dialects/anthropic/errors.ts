import { jsonReply, type Reply } from '../../../model/reply.ts';
import type { Rejection } from '../../bucket.ts';
import type { Answering, Problem } from '../dialect.ts';
import { anthropicHeaders } from './headers.ts';

const invalid = 'invalid_request_error';

/** An error reply as Anthropic words it: `{"type":"error","error":{"type","message"},"request_id"}`. */
export function anthropicError(problem: Problem, as: Answering): Reply {
  const { status, code } = problem;
  const isSpent = typeof code === 'string' && spent.has(code);
  const type = problem.type ?? types[status] ?? (status >= 500 ? 'api_error' : invalid);
  const message = problem.message ?? (isSpent ? spentWords : wording(problem, as));
  const details = isSpent ? { details: { error_code: 'enforced_spend_limit_reached' } } : {};
  const body = { type: 'error', error: { type, message, ...details }, request_id: as.requestId };
  const waits = isSpent ? {} : retryHeader(problem);
  return jsonReply(body, status, { ...anthropicHeaders(as), ...waits });
}

/** A request over the limit; without a wait where it is larger than the limit itself. */
export function overLimit({ by, limit, waitMs }: Rejection, model: string): Problem {
  const message = limitWords(`${limit} ${units[by]} per minute`, model);
  return { status: 429, message, ...(waitMs !== null && { retryAfterMs: waitMs }) };
}

const units: Readonly<Record<Rejection['by'], string>> = {
  requests: 'requests',
  tokens: 'tokens',
  inputTokens: 'input tokens',
  outputTokens: 'output tokens',
};

/** A model that this provider does not serve, status 404. */
export function noSuchModel(model: string): Problem {
  return { status: 404, message: `model: ${model}` };
}

/** A request of more tokens than the model takes, status 400. */
export function tooLong(most: number, tokens: number): Problem {
  return badRequest(`prompt is too long: ${tokens} tokens > ${most} maximum`);
}

/** A malformed request, status 400. */
export function badRequest(message: string): Problem {
  return { status: 400, type: invalid, message };
}

/** A path that nothing answers, status 404. */
export const noSuchRoute: Problem = { status: 404, message: 'Not Found' };

/** A known path asked with another method, status 405. */
export const wrongMethod: Problem = { status: 405, type: invalid, message: 'Method Not Allowed' };

const types: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

/** Error codes of other providers for money that is used up, which faults ask for by name. */
const spent: ReadonlySet<string> = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'project_spend_limit_exceeded',
  'enforced_spend_limit_reached',
]);

const spentWords =
  "Your organization has reached its enforced spend limit. Raise the limit in the Console's " +
  'billing settings to continue.';

function wording({ status, code }: Problem, { levels, model }: Answering): string {
  if (code === 'context_length_exceeded') return 'prompt is too long: more tokens than the maximum';
  if (status === 429) return limitWords(`${levels.requests.limit} requests per minute`, model);
  if (status === 404) return model === '' ? 'Not Found' : `model: ${model}`;
  return (
    words[status] ?? (status >= 500 ? 'Internal server error' : `Refused with status ${status}`)
  );
}

const words: Readonly<Record<number, string>> = {
  401: 'invalid x-api-key',
  402: 'There is an issue with your billing or payment information.',
  403: 'Your API key does not have permission to use the specified resource.',
  413: 'Request exceeds the maximum size',
  503: 'Service unavailable',
  504: 'Request timed out',
  529: 'Overloaded',
};

function limitWords(limit: string, model: string): string {
  return (
    `This request would exceed your organization's rate limit of ${limit} (org: org-brownout` +
    `${model === '' ? '' : `, model: ${model}`}). For details, refer to: ` +
    'https://docs.claude.com/en/api/rate-limits.'
  );
}

function retryHeader({ retryAfterMs }: Problem): Readonly<Record<string, string>> {
  return retryAfterMs === undefined
    ? {}
    : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
}
