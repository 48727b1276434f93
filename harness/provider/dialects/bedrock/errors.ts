import { jsonReply, type Reply } from '../../../model/reply.ts';
import type { Rejection } from '../../bucket.ts';
import type { Answering, Problem } from '../dialect.ts';
import { bedrockHeaders } from './headers.ts';

/**
 * An error reply as AWS words it: its kind in `x-amzn-errortype`, and `{"message":"…"}`. Source: kinds
 * and statuses of Bedrock's API reference (Converse, ConverseStreamOutput, its troubleshooting of error
 * codes); words and header as real replies have them in aws-samples/amazon-bedrock-client-for-mac 99,
 * aws-samples/bedrock-chat 91 and 95, danny-avila/LibreChat 4053 and 4217, langgenius/dify 2829,
 * daisuke-awaji/moca 254, minorun365/agent-book 29 and langchain-ai/langchainjs 2768. Of 401 and 408
 * no real reply was found.
 */
export function bedrockError(problem: Problem, as: Answering): Reply {
  const { status, retryAfterMs } = problem;
  const type = problem.type ?? types[status] ?? (status >= 500 ? types[500] : types[400]) ?? '';
  const headers = {
    ...bedrockHeaders(as),
    'x-amzn-errortype': `${type}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
    // Bedrock itself asks for no wait, but AWS's clients heed one.
    ...(retryAfterMs !== undefined &&
      !isSpent(problem) && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
  };
  return jsonReply({ message: problem.message ?? wording(problem) }, status, headers);
}

/** A request over the limit. */
export function overLimit({ by }: Rejection): Problem {
  const what = by === 'requests' ? 'requests' : 'tokens';
  return { status: 429, message: `Too many ${what}, please wait before trying again.` };
}

/** A model that is not served, which is an invalid request. */
export function noSuchModel(): Problem {
  return badRequest('The provided model identifier is invalid.');
}

/** A request of more tokens than the model takes. */
export function tooLong(most: number, tokens: number): Problem {
  const subject = 'The model returned the following errors: prompt is too long:';
  return badRequest(`${subject} ${tokens} tokens > ${most} maximum`);
}

/** A malformed request, status 400. */
export function badRequest(message: string): Problem {
  return { status: 400, message };
}

/** A body whose values are of other types than the operation takes, status 400. */
export function wrongShape(message: string): Problem {
  return { status: 400, type: 'SerializationException', message };
}

/** A path that nothing answers, status 404. */
export const noSuchOperation: Problem = {
  status: 404,
  type: 'UnknownOperationException',
  message: 'The requested operation is not recognized by the service.',
};

const types: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  401: 'UnrecognizedClientException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  408: 'ModelTimeoutException',
  424: 'ModelErrorException',
  429: 'ThrottlingException',
  500: 'InternalServerException',
  503: 'ServiceUnavailableException',
};

/** Whether an error code of other providers is for money that is used up, as faults ask for it. */
function isSpent({ code }: Problem): boolean {
  return /quota|credit_balance|(spend|usage)_limit/.test(code ?? '');
}

function wording(problem: Problem): string {
  const { status, code } = problem;
  if (isSpent(problem)) {
    return 'Too many tokens per day, please wait before trying again.';
  }
  if (code === 'context_length_exceeded') return 'Input is too long for requested model.';
  return (
    words[status] ?? (status >= 500 ? (words[500] ?? '') : `The request was refused: ${status}.`)
  );
}

const words: Readonly<Record<number, string>> = {
  401: 'The security token included in the request is invalid.',
  403: "You don't have access to the model with the specified model ID.",
  404: 'Could not resolve the foundation model from the provided model identifier.',
  408: 'Model has timed out in processing the request. Try your request again.',
  424: 'The system encountered an unexpected error during processing. Try your request again.',
  429: 'Too many requests, please wait before trying again.',
  500: 'The system encountered an unexpected error during processing. Try your request again.',
  503: 'Bedrock is unable to process your request.',
};
