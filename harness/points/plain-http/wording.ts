import { jsonReply, type Failure, type Reply } from '../../model/reply.ts';

/** A failure as a tool behind HTTP words it. */
export function httpFailure(failure: Extract<Failure, { kind: 'status' }>): Reply {
  const { status, code, retryAfterMs } = failure;
  const headers: Record<string, string> =
    retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
  return jsonReply({ error: { status, code: code ?? `http_${status}` } }, status, headers);
}

/** The headers of a reply that is made in place of another. */
export function headersLike(like: Reply | undefined): Readonly<Record<string, string>> {
  const { 'content-length': _, ...rest } = like?.headers ?? {};
  return rest;
}
