import type { Incoming } from '../model/call.ts';
import { fieldsOf, type McpRequest } from './request.ts';

/**
 * The eras of the protocol on the wire: until 2025-11-25 a client opens a session with `initialize`;
 * since 2026-07-28 there are none, and `server/discover` tells what a server is.
 */
export const mcpEras = ['2025-11-25', '2026-07-28'] as const;

/** One of these eras. */
export type McpEra = (typeof mcpEras)[number];

/** The era of a request, by the version that it names; one that opens a session or is in one is older. */
export function eraOf(
  { headers }: Pick<Incoming, 'headers'>,
  { message, method }: McpRequest,
): McpEra {
  if (method === 'initialize' || headers['mcp-session-id'] !== undefined) return '2025-11-25';
  const meta = fieldsOf(fieldsOf(message['params'])['_meta']);
  const named = meta['io.modelcontextprotocol/protocolVersion'] ?? headers['mcp-protocol-version'];
  return method === 'server/discover' || named === '2026-07-28' ? '2026-07-28' : '2025-11-25';
}
