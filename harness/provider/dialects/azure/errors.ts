import { jsonReply, type Reply } from '../../../model/reply.ts';
import type { Rejection } from '../../bucket.ts';
import type { Answering, Problem } from '../dialect.ts';
import { openaiError } from '../openai/errors.ts';
import { retryHeaders } from '../openai/headers.ts';
import { nothingInPrompt, violence } from './content-filter.ts';
import { azureHeaders, region, underAzure } from './headers.ts';

/**
 * An error reply as Azure words it: what its gateway refuses has `code` and `message` alone, what the
 * filter refuses says what it found, and the rest is as OpenAI has it. Source: real replies in
 * SciSharp/BotSharp 386 (401), Azure-Samples/azure-sql-db-chatbot 3 (403), chatboxai/chatbox 861 (404),
 * langgenius/dify-official-plugins 2199 (408), dyad-sh/dyad 1849 (words of 429), microsoft/copilot-camp
 * 551 (its headers) and compl-ai/compl-ai 20 (the filter). The code of 429 beside these words was not
 * found; beside older ones it is `429`.
 */
export function azureError(problem: Problem, as: Answering): Reply {
  const { status, code } = problem;
  if (code === contentFilter) return jsonReply({ error: filteredPrompt }, status, azureHeaders(as));
  const known = gateway(problem, as);
  if (!known) return underAzure(openaiError(problem, as), as);
  const message = problem.message ?? known.message;
  const headers = { ...azureHeaders(as), ...retryHeaders(problem) };
  return jsonReply({ error: { code: known.code, message } }, status, headers);
}

/** A deployment that is not there, status 404. */
export function noSuchDeployment(): Problem {
  return { status: 404, code: 'DeploymentNotFound', message: noDeployment };
}

const noDeployment =
  'The API deployment for this resource does not exist. If you created the deployment within the ' +
  'last 5 minutes, please wait a moment and try again.';

/** A request over the limit; without a wait where it is larger than the limit itself. */
export function overLimit({ by, waitMs }: Rejection, model: string): Problem {
  const message = limitWords(by === 'requests' ? 'call' : 'token', model, waitMs ?? undefined);
  const wait = waitMs === null ? {} : { retryAfterMs: waitMs };
  return { status: 429, code: limitReached, message, ...wait };
}

/** A path that nothing answers, or one without its `api-version`, status 404. */
export const noSuchRoute: Problem = { status: 404, code: '404', message: 'Resource not found' };

const limitReached = 'RateLimitReached';
const contentFilter = 'content_filter';

const filteredPrompt = {
  message:
    "The response was filtered due to the prompt triggering Azure OpenAI's content management " +
    'policy. Please modify your prompt and retry. To learn more about our content filtering ' +
    'policies please read our documentation: https://go.microsoft.com/fwlink/?linkid=2198766',
  type: null,
  param: 'prompt',
  code: contentFilter,
  status: 400,
  innererror: {
    code: 'ResponsibleAIPolicyViolation',
    content_filter_result: { ...nothingInPrompt, ...violence },
  },
};

/** How Azure's gateway words what it refuses by itself; null for what the model's server refuses. */
function gateway(
  { status, code, retryAfterMs }: Problem,
  { model }: Answering,
): Readonly<Record<'code' | 'message', string>> | null {
  if (status === 401) return { code: '401', message: denied };
  if (status === 403)
    return { code: '403', message: 'Access denied due to Virtual Network/Firewall rules.' };
  if (status === 404) {
    if (code === '404') return { code, message: 'Resource not found' };
    return { code: 'DeploymentNotFound', message: noDeployment };
  }
  if (status === 408) return { code: 'Timeout', message: 'The operation was timeout.' };
  const isLimit = status === 429 && (code === undefined || code === null || limits.has(code));
  return isLimit ? { code: limitReached, message: limitWords('call', model, retryAfterMs) } : null;
}

/** The codes of limits: Azure's own, and that of faults. */
const limits: ReadonlySet<string> = new Set([limitReached, 'rate_limit_exceeded']);

const denied =
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a ' +
  'valid key for an active subscription and use a correct regional API endpoint for your resource.';

function limitWords(by: 'call' | 'token', model: string, waitMs?: number): string {
  const subject = `Your requests to ${model} for ${model} in ${region} have exceeded the ${by} rate limit`;
  const retry =
    waitMs === undefined ? '' : ` Please retry after ${Math.ceil(waitMs / 1000)} seconds.`;
  const more = 'To increase your default rate limit, visit: https://aka.ms/oai/quotaincrease.';
  return `${subject} for your current AIServices S0 pricing tier.${retry} ${more}`;
}
