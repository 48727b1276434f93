import type { AgentRequest } from '../../model/agent-exchange.ts';

/** Where requests go, and what tells who asks. */
export interface RequestOrigin {
  /** Host and port, as in an address. */
  readonly host: string;
  /** The `authorization` header; null where there is none. */
  readonly authorization: string | null;
}

/** A request as it goes over the connection, in UTF-8. */
export function requestText(
  { method, path, headers = {}, body }: AgentRequest,
  { host, authorization }: RequestOrigin,
): string {
  const length = body === undefined ? (method === 'GET' ? null : 0) : Buffer.byteLength(body);
  let head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n`;
  if (authorization !== null) head += `Authorization: ${authorization}\r\n`;
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  if (length !== null) head += `Content-Length: ${length}\r\n`;
  return `${head}\r\n${body ?? ''}`;
}
