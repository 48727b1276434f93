import { jsonReply, type Reply } from '../../../model/reply.ts';
import type { Rejection } from '../../bucket.ts';
import type { Answering, Problem } from '../dialect.ts';
import { invalidRequest } from './bad-request.ts';
import { goDuration, openaiHeaders, organization, retryHeaders } from './headers.ts';

/** An error reply as OpenAI words it: `{"error":{"message","type","param","code"}}`. */
export function openaiError(problem: Problem, as: Answering): Reply {
  const { status } = problem;
  const code = problem.code === undefined ? (codes[status] ?? null) : problem.code;
  const known = wording(code ?? '', problem, as) ?? statusWording(status, as);
  const error = {
    message: problem.message ?? known.message,
    type: problem.type ?? known.type,
    param: problem.param === undefined ? (known.param ?? null) : problem.param,
    code,
  };
  return jsonReply({ error }, status, { ...openaiHeaders(as), ...retryHeaders(problem) });
}

/** A request over the limit; without a wait where it is larger than the limit itself. */
export function overLimit(rejection: Rejection, model: string): Problem {
  const { by, requested, waitMs } = rejection;
  const type = by === 'requests' ? by : 'tokens';
  const wording = { type, code: 'rate_limit_exceeded', status: 429 };
  if (waitMs !== null) {
    return { ...wording, message: limitReached(rejection, model, waitMs), retryAfterMs: waitMs };
  }
  const advice = 'The input or output tokens must be reduced in order to run successfully.';
  const subject = `Request too large ${limitName(rejection, model)}, Requested ${requested}`;
  return { ...wording, message: `${subject}. ${advice} ${seeLimits}` };
}

/** A model that this provider does not serve, status 404. */
export function noSuchModel(model: string): Problem {
  const message = `The model \`${model}\` does not exist or you do not have access to it.`;
  return { status: 404, type: invalidRequest, message, param: null, code: 'model_not_found' };
}

/** A request of more tokens than the model takes, status 400. */
export function tooLong(most: number, tokens: number): Problem {
  const message = tooLongWords(most, `${tokens} tokens`);
  return { status: 400, code: 'context_length_exceeded', message };
}

/** A path that nothing answers, status 404. */
export function noSuchRoute(method: string, path: string): Problem {
  const message = `Invalid URL (${method} ${path})`;
  return { status: 404, type: invalidRequest, message, param: null, code: null };
}

/** A known path asked in a wrong way, status 405. */
export function wrongMethod(method: string, path: string): Problem {
  const hint = '(HINT: Perhaps you meant to use a different HTTP method?)';
  const message = `Not allowed to ${method} on ${path}. ${hint}`;
  return { status: 405, type: invalidRequest, message, param: null, code: null };
}

interface Wording {
  readonly message: string;
  readonly type: string;
  readonly param?: string;
}

function tooLongWords(most: number, came: string): string {
  const subject = `This model's maximum context length is ${most} tokens.`;
  return `${subject} However, your messages resulted in ${came}. Please reduce the length of the messages.`;
}

const seeLimits = 'Visit https://platform.openai.com/account/rate-limits to learn more.';
const help = 'contact us through our help center at help.openai.com if the error persists.';

type Over = Omit<Rejection, 'waitMs'>;

/** Without a wait it must not hint at one: clients read it out of these words, too. */
function limitReached(over: Over, model: string, waitMs?: number): string {
  const { used, requested } = over;
  const counts = `Used ${used}, Requested ${requested}.`;
  const reached = `Rate limit reached ${limitName(over, model)}, ${counts}`;
  const retry = waitMs === undefined ? '' : ` Please try again in ${goDuration(waitMs)}.`;
  return `${reached}${retry} ${seeLimits}`;
}

function limitName({ by, limit }: Over, model: string): string {
  const unit = by === 'requests' ? 'requests per min (RPM)' : 'tokens per min (TPM)';
  return `for ${model} in organization ${organization} on ${unit}: Limit ${limit}`;
}

/** The code an error carries where nobody says: by status, null for the rest. */
const codes: Readonly<Record<number, string>> = {
  401: 'invalid_api_key',
  404: 'model_not_found',
  429: 'rate_limit_exceeded',
  503: 'server_is_overloaded',
};

function wording(code: string, problem: Problem, as: Answering): Wording | null {
  switch (code) {
    case 'rate_limit_exceeded': {
      const { limit } = as.levels.requests;
      const over = { by: 'requests', limit, used: limit, requested: 1 } as const;
      const message = limitReached(over, as.model || 'this model', problem.retryAfterMs);
      return { message, type: 'requests' };
    }
    case 'slow_down':
      return {
        message: 'Your request rate rose too quickly. Please slow down and ramp up gradually.',
        type: 'rate_limit_error',
      };
    case 'server_is_overloaded':
      return {
        message: 'Our servers are currently overloaded. Please try again later.',
        type: 'service_unavailable_error',
      };
    case 'context_length_exceeded':
      return {
        message: tooLongWords(128_000, 'more'),
        type: invalidRequest,
        param: 'messages',
      };
    case 'invalid_api_key':
      return {
        message:
          'Incorrect API key provided. You can find your API key at ' +
          'https://platform.openai.com/account/api-keys.',
        type: invalidRequest,
      };
    case 'model_not_found':
      return { message: noSuchModel(as.model).message ?? '', type: invalidRequest };
    default:
      return billing(code);
  }
}

function billing(code: string): Wording | null {
  const messages: Readonly<Record<string, string>> = {
    insufficient_quota:
      'You exceeded your current quota, please check your plan and billing details. For more ' +
      'information on this error, read the docs: ' +
      'https://platform.openai.com/docs/guides/error-codes/api-errors.',
    credit_balance_exhausted: 'Your credit balance is used up. Please add credits to continue.',
    organization_spend_limit_exceeded: 'Your organization has reached its monthly spend limit.',
    organization_usage_limit_exceeded: 'Your organization has reached its approved usage limit.',
    project_spend_limit_exceeded: 'Your project has reached its monthly spend limit.',
  };
  const message = messages[code];
  return message === undefined ? null : { message, type: 'insufficient_quota' };
}

function statusWording(status: number, as: Answering): Wording {
  if (status >= 500) {
    const retry = `Sorry about that! You can retry your request, or ${help}`;
    const id = `(Please include the request ID ${as.requestId} in your message.)`;
    const message = `The server had an error while processing your request. ${retry} ${id}`;
    return { message, type: 'server_error' };
  }
  if (status === 429) return { message: 'Too many requests.', type: 'requests' };
  if (status === 403) {
    return {
      message: 'You have insufficient permissions for this operation.',
      type: invalidRequest,
    };
  }
  return { message: `The request was refused with status ${status}.`, type: invalidRequest };
}
