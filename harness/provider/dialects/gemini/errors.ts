import { jsonReply, type Reply } from '../../../model/reply.ts';
import type { Rejection } from '../../bucket.ts';
import type { Answering, Problem } from '../dialect.ts';
import { geminiHeaders } from './headers.ts';

/** An error reply as Google words it: `{"error":{"code","message","status","details"}}`. */
export function geminiError(problem: Problem, as: Answering): Reply {
  const { status: code, retryAfterMs } = problem;
  const isQuota = code === 429 && !spent.has(problem.code ?? '');
  const waitMs = isQuota || code === 503 ? retryAfterMs : undefined;
  const details = [
    ...(isQuota ? [quotaFailure(as)] : []),
    ...(waitMs === undefined ? [] : [{ '@type': `${types}RetryInfo`, retryDelay: delay(waitMs) }]),
  ];
  const error = {
    code,
    message: problem.message ?? wording(problem, as),
    status: problem.type ?? statuses[code] ?? (code >= 500 ? 'INTERNAL' : 'INVALID_ARGUMENT'),
    ...(details.length > 0 && { details }),
  };
  return jsonReply({ error }, code, geminiHeaders(as));
}

/** A request over the limit; without a wait where it is larger than the limit itself. */
export function overLimit({ by, limit, waitMs }: Rejection, model: string): Problem {
  const message = quotaWords(by, limit, model, waitMs ?? undefined);
  return { status: 429, message, ...(waitMs !== null && { retryAfterMs: waitMs }) };
}

/** A model that this provider does not serve, status 404. */
export function noSuchModel(model: string): Problem {
  const subject = `models/${model} is not found for API version v1beta, or is not supported for generateContent.`;
  const advice = 'Call ListModels to see the list of available models and their supported methods.';
  return { status: 404, message: `${subject} ${advice}` };
}

/** A request of more tokens than the model takes, status 400. */
export function tooLong(most: number, tokens: number): Problem {
  const came = `The input token count (${tokens}) exceeds the maximum number of tokens allowed`;
  return badRequest(`${came} (${most}).`);
}

/** A malformed request, status 400. */
export function badRequest(message: string): Problem {
  return { status: 400, message };
}

/** A body that is no JSON object, status 400. */
export const notJson = badRequest('Invalid JSON payload received. Unexpected token.');

/** A path that nothing answers, status 404. */
export const noSuchRoute: Problem = {
  status: 404,
  message: 'The requested URL was not found on this server.',
};

const types = 'type.googleapis.com/google.rpc.';

const statuses: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/** Error codes of other providers for money that is used up, which faults ask for by name. */
export const spent: ReadonlySet<string> = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'project_spend_limit_exceeded',
]);

/** What Google says of a problem that has no words of its own. */
export function wording(
  { status, code, retryAfterMs }: Problem,
  { levels, model }: Answering,
): string {
  if (spent.has(code ?? '')) {
    return 'Your prepayment credits are depleted. Please go to AI Studio to manage your billing.';
  }
  if (code === 'context_length_exceeded') {
    return 'The input token count exceeds the maximum number of tokens allowed.';
  }
  if (status === 429) return quotaWords('requests', levels.requests.limit, model, retryAfterMs);
  if (status === 404 && model !== '') return noSuchModel(model).message ?? '';
  return words[status] ?? (status >= 500 ? internal : `The request was refused with ${status}.`);
}

const internal =
  'An internal error has occurred. Please retry or report in ' +
  'https://developers.generativeai.google/guide/troubleshooting';

const words: Readonly<Record<number, string>> = {
  401: 'Request had invalid authentication credentials.',
  403: "Method doesn't allow unregistered callers. Please use API Key to call this API.",
  404: 'Requested entity was not found.',
  499: 'The operation was cancelled.',
  503: 'The model is overloaded. Please try again later.',
  504: 'Deadline expired before operation could complete.',
};

function quotaWords(by: Rejection['by'], limit: number, model: string, waitMs?: number): string {
  const subject = 'You exceeded your current quota, please check your plan and billing details.';
  const metric = `Quota exceeded for metric: ${metrics[by]}, limit: ${limit}, model: ${model}`;
  const retry = waitMs === undefined ? '' : `\nPlease retry in ${delay(waitMs)}.`;
  return `${subject}\n* ${metric}${retry}`;
}

const metrics: Readonly<Record<Rejection['by'], string>> = {
  requests: 'generativelanguage.googleapis.com/generate_content_requests',
  tokens: 'generativelanguage.googleapis.com/generate_content_input_token_count',
  inputTokens: 'generativelanguage.googleapis.com/generate_content_input_token_count',
  outputTokens: 'generativelanguage.googleapis.com/generate_content_output_token_count',
};

function quotaFailure({ levels, model }: Answering): object {
  const by = levels.requests.remaining === 0 ? 'requests' : 'tokens';
  const violation = {
    quotaMetric: metrics[by],
    quotaId:
      by === 'requests'
        ? 'GenerateRequestsPerMinutePerProjectPerModel'
        : 'GenerateContentInputTokensPerModelPerMinute',
    quotaDimensions: { location: 'global', model },
    quotaValue: String(levels[by].limit),
  };
  return { '@type': `${types}QuotaFailure`, violations: [violation] };
}

/** A duration as protobuf prints it: `30s`, `8.640s`. */
function delay(ms: number): string {
  const whole = Math.ceil(ms);
  return whole % 1000 === 0 ? `${whole / 1000}s` : `${(whole / 1000).toFixed(3)}s`;
}
