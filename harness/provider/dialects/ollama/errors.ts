import { jsonReply, type Reply } from '../../../model/reply.ts';
import type { Rejection } from '../../bucket.ts';
import type { Problem } from '../dialect.ts';

/**
 * An error reply as Ollama words it: `{"error":"…"}`, or plain text where no route was found. Source:
 * ollama/ollama of August 2026 (`server/routes.go`, `server/sched.go`, `llm/llama_server.go`; gin's words
 * for 404 and 405 of a path), and what its cloud says in continuedev/continue 11444. Ollama itself has
 * no limit by the minute: the words of one are ours.
 */
export function ollamaError(problem: Problem): Reply {
  const { status, code, retryAfterMs } = problem;
  const message = problem.message ?? wording(problem);
  // Ollama itself asks for no wait; a gateway before it does, in the way of HTTP.
  const headers: Readonly<Record<string, string>> =
    retryAfterMs === undefined || isSpent(code)
      ? {}
      : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
  if (code !== noRoute) return jsonReply({ error: message }, status, { ...headers, ...asJson });
  const frames = [{ afterMs: 0, data: message }];
  return { status, headers: { 'content-type': 'text/plain' }, frames, end: 'done' };
}

/** The type of every body that is one JSON value. */
export const asJson: Readonly<Record<string, string>> = {
  'content-type': 'application/json; charset=utf-8',
};

/** A request over the limit. */
export function overLimit({ by, limit }: Rejection): Problem {
  const message = `too many requests: the limit of ${limit} ${by} per minute is reached`;
  return { status: 429, message };
}

/** A model that is not there, status 404. */
export function noSuchModel(model: string): Problem {
  return { status: 404, message: `model '${model}' not found` };
}

/** A request of more tokens than the model takes, status 400. */
export function tooLong(): Problem {
  return badRequest(exceeds);
}

/** A malformed request, status 400. */
export function badRequest(message: string): Problem {
  return { status: 400, message };
}

/** A path that nothing answers, status 404. */
export const noSuchRoute: Problem = {
  status: 404,
  code: 'no_route',
  message: '404 page not found',
};

/** A known path asked in a wrong way, status 405. */
export const wrongMethod: Problem = {
  status: 405,
  code: 'no_route',
  message: '405 method not allowed',
};

const noRoute = noSuchRoute.code;
const exceeds =
  'the prompt is longer than the context length currently available to the model; shorten the prompt, ' +
  'adjust the context length in settings, or use a model with a longer context length';

/** Whether an error code of other providers is for money that is used up, as faults ask for it. */
function isSpent(code: string | null | undefined): boolean {
  return /quota|credit_balance|(spend|usage)_limit/.test(code ?? '');
}

function wording({ status, code }: Problem): string {
  if (isSpent(code)) {
    return 'you (brownout) have reached your session usage limit, upgrade for higher limits: https://ollama.com/upgrade';
  }
  if (code === 'context_length_exceeded') return exceeds;
  return words[status] ?? (status >= 500 ? words[500] : `the request was refused: ${status}`) ?? '';
}

const words: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'model not found',
  429: 'too many requests',
  499: 'request canceled',
  500:
    'model runner has unexpectedly stopped, this may be due to resource limitations or an internal ' +
    'error, check ollama server logs for details',
  503: 'server busy, please try again.  maximum pending requests exceeded',
};
