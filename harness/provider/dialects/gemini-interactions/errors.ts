import { jsonReply, type Reply } from '../../../model/reply.ts';
import type { Answering, Problem } from '../dialect.ts';
import { badRequest, spent, wording } from '../gemini/errors.ts';
import { geminiHeaders } from '../gemini/headers.ts';

/**
 * An error reply of the Interactions API: `{"error":{"message","code"}}`, the code a word. A wait
 * stands in the message alone.
 */
export function interactionsError(problem: Problem, as: Answering): Reply {
  const isModel = problem.status === 404 && as.model !== '';
  const { status, code, type, message } = isModel
    ? { ...noSuchModel(as.model), ...problem }
    : problem;
  const own = spent.has(code ?? '') ? 'quota_exceeded' : codes[status];
  const error = {
    message: message ?? wording(problem, as),
    code: type ?? own ?? (status >= 500 ? 'api_error' : 'invalid_request'),
  };
  return jsonReply({ error }, status, geminiHeaders(as));
}

/** A model that this provider does not serve, status 404. */
export function noSuchModel(model: string): Problem {
  return { status: 404, type: 'model_not_found', message: `Model '${model}' was not found.` };
}

/** An interaction that is not kept, status 404. */
export function noSuchInteraction(id: string): Problem {
  return { status: 404, type: 'not_found', message: `Interaction '${id}' was not found.` };
}

/** A path that nothing answers, status 404. */
export const noSuchRoute: Problem = {
  status: 404,
  type: 'not_found',
  message: 'The requested URL was not found on this server.',
};

/** A parameter that the API does not know, status 400. */
export function unknownParameter(name: string): Problem {
  return { ...badRequest(`Unknown parameter '${name}'.`), type: 'parameter_unknown' };
}

/** A value that is none of those a member takes, status 400. */
export function unsupported(
  value: unknown,
  { member, place }: Readonly<Record<'member' | 'place', string>>,
  supported: Iterable<string>,
): Problem {
  const said = typeof value === 'string' ? value : JSON.stringify(value);
  const values = [...supported].map((one) => `'${one}'`).join(', ');
  const subject = `The value '${said}' is not supported for '${member}' at '${place}'.`;
  return badRequest(`${subject} Supported values: ${values}.`);
}

const codes: Readonly<Record<number, string>> = {
  401: 'authentication',
  402: 'payment_required',
  403: 'permission_denied',
  404: 'not_found',
  409: 'aborted',
  416: 'out_of_range',
  429: 'rate_limit_exceeded',
  499: 'cancelled',
  501: 'unimplemented',
  503: 'service_unavailable',
  504: 'deadline_exceeded',
};
