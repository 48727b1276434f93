import type { Incoming } from '../../model/call.ts';
import type { JsonObject } from '../../model/json/walk.ts';
import { plainText } from '../../model/json/plain-text.ts';
import { keepLatest } from '../../model/recent.ts';
import { jsonReply, type Reply } from '../../model/reply.ts';
import type { RpcFraming } from '../../model/rpc/rpc-framing.ts';
import { nonce } from '../../points/context.ts';
import { eraOf, type McpEra } from '../era.ts';
import { fieldsOf, mcpRequestIn, type McpRequest } from '../request.ts';
import { refusedResult, resultOf } from '../result.ts';
import { accepted, answerTo, errorOf, rpcReply } from '../wording.ts';
import { listed, type McpTool } from './tools.ts';

/** A mocked MCP server over streamable HTTP, for one run. */
export interface McpServer {
  readonly tools: ReadonlyMap<string, McpTool>;
  /** The sessions that are open. */
  readonly sessions: Set<string>;
  readonly speaks: readonly McpEra[];
  readonly framing: Exclude<RpcFraming, 'lines'>;
}

/** The path of the server. */
export const mcpPath = '/mcp';

/** Answers one HTTP request as a server of the era that the request is of does. */
export async function mcpAnswer(incoming: Incoming, server: McpServer): Promise<Reply> {
  const [path] = incoming.path.split('?');
  if (path !== mcpPath) return jsonReply({ error: `brownout: nothing at ${path}` }, 404);
  if (incoming.method === 'DELETE') return sessionEnded(incoming, server);
  // It never speaks unasked, so there is no stream to open.
  if (incoming.method !== 'POST')
    return jsonReply({ error: 'not allowed' }, 405, { allow: 'POST' });
  const request = mcpRequestIn(incoming);
  if (request === null) return refused(incoming, 400, errorOf(-32700, 'Parse error'));
  const refusal = refusalOf(incoming, request, server);
  if (refusal) return refusal;
  if (!request.wantsAnswer) return accepted;
  const { framing } = server;
  if (request.method === 'initialize') {
    const session = nonce('MCPSES');
    server.sessions.add(session);
    keepLatest(server.sessions, mostSessions);
    const answer = answerTo({ incoming }, { result: initialized(request) });
    return rpcReply(answer, framing, { headers: { 'mcp-session-id': session } });
  }
  const answer = await answered(request, server.tools, server.speaks);
  // As the era of sessions has it, an error of a method is a reply of 200.
  const isUnknown = answer === unknownMethod && eraOf(incoming, request) === '2026-07-28';
  if (isUnknown) return refused(incoming, 404, answer);
  const reply = rpcReply(answerTo({ incoming }, answer), framing);
  return framing === 'events' ? { ...reply, frames: [opening, ...reply.frames] } : reply;
}

/** A comment, as servers send to open a stream, so that there is one before the answer comes. */
const opening = { afterMs: 0, data: ': open\n\n' };

/** The refusal of a request of an era that the server does not speak, or without an open session. */
function refusalOf(incoming: Incoming, request: McpRequest, server: McpServer): Reply | null {
  const era = eraOf(incoming, request);
  const { speaks, sessions } = server;
  if (!speaks.includes(era)) {
    const data = { supported: [...speaks], requested: era };
    // Only who speaks the newer era has this code; clients go by it.
    const code = speaks.includes('2026-07-28') ? -32022 : -32000;
    return refused(incoming, 400, errorOf(code, `Unsupported protocol version: ${era}`, data));
  }
  if (era === '2026-07-28') return mismatched(incoming, request);
  if (request.method === 'initialize') return null;
  const session = incoming.headers['mcp-session-id'];
  if (session === undefined)
    return refused(incoming, 400, errorOf(-32000, 'Mcp-Session-Id header is required'));
  if (!sessions.delete(session))
    return refused(incoming, 404, errorOf(-32001, 'Session not found'));
  // One that is used counts as opened last.
  sessions.add(session);
  return null;
}

/** In the stateless era headers name what is asked for, so that proxies need not read bodies. */
function mismatched(incoming: Incoming, { method, tool, wantsAnswer }: McpRequest): Reply | null {
  const { 'mcp-method': named, 'mcp-name': of } = incoming.headers;
  if (!wantsAnswer || (named === method && (tool === '' || of === tool))) return null;
  const why = 'Mcp-Method and Mcp-Name must say what the body says';
  return refused(incoming, 400, errorOf(-32020, why));
}

function refused(incoming: Incoming, status: number, answer: object): Reply {
  return rpcReply(answerTo({ incoming }, answer), 'json', { status });
}

function sessionEnded({ headers }: Incoming, { sessions }: McpServer): Reply {
  const wasOpen = sessions.delete(headers['mcp-session-id'] ?? '');
  return wasOpen ? { ...accepted, status: 200 } : jsonReply({ error: 'Session not found' }, 404);
}

/** The most sessions that are open, since clients seldom end them. */
export const mostSessions = 10_000;

const unknownMethod = errorOf(-32601, 'Method not found');

async function answered(
  { method, tool, input }: McpRequest,
  tools: McpServer['tools'],
  speaks: readonly McpEra[],
): Promise<object> {
  switch (method) {
    case 'ping':
      return { result: {} };
    case 'server/discover':
      return { result: { ...about, supportedVersions: [...speaks], ...uncached } };
    case 'tools/list':
      return { result: { tools: [...tools].map(listed), ...uncached } };
    case 'tools/call': {
      const its = tools.get(tool);
      if (!its) return errorOf(-32602, `Unknown tool: ${tool}`);
      return { result: await resultFrom(its, fieldsOf(input)) };
    }
    default:
      return unknownMethod;
  }
}

async function resultFrom(tool: McpTool, args: JsonObject): Promise<JsonObject> {
  try {
    return resultOf(await tool.run(args));
  } catch (error) {
    return refusedResult(error instanceof Error ? error.message : String(error));
  }
}

const about = {
  capabilities: { tools: {} },
  serverInfo: { name: 'brownout', version: '1' },
};

const uncached = { ttlMs: 0, cacheScope: 'private' };

/** Versions of the older era; another one is answered with the newest. */
const older = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'];

function initialized({ message }: McpRequest): JsonObject {
  const wanted = plainText(fieldsOf(message['params'])['protocolVersion']);
  return { protocolVersion: older.includes(wanted) ? wanted : older[0], ...about };
}
