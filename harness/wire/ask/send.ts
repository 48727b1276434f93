import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { mostReplyBytes, type AgentRequest, type Send } from '../../model/agent-exchange.ts';
import { AgentError } from '../agent/agent-error.ts';

/** Sends a request on its own connection, without a time limit except `signal`. */
export const send: Send = async (address, request, signal) => {
  const { status, type, texts } = await openReply(address, request, signal);
  return { status, type, text: await whole(texts) };
};

/** A reply whose text is still coming. */
export interface OpenReply {
  readonly status: number;
  /** The `content-type`; '' where there is none. */
  readonly type: string;
  /**
   * Its pieces, to be read: who stops early closes the connection. Throws where the reply breaks off
   * or is over 32 MiB, and the reason of the signal once that aborts.
   */
  readonly texts: AsyncIterable<string>;
}

/** Sends a request as `send` does, and resolves once the headers of the reply are there. */
export async function openReply(
  address: string,
  { method, path, headers = {}, body }: AgentRequest,
  signal: AbortSignal,
): Promise<OpenReply> {
  const start = address.startsWith('https:') ? httpsRequest : httpRequest;
  // A kept connection could be one that died with the agent: a failure of ours, not the agent's.
  const options = { method, headers, signal, agent: false } as const;
  const sent = start(address.replace(/\/+$/, '') + path, options);
  try {
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.on('error', reject).on('response', resolve).end(body);
    });
    const type = reply.headers['content-type'] ?? '';
    return { status: reply.statusCode ?? 0, type, texts: textsOf(sent, reply, signal) };
  } catch (error) {
    throw reasonOf(signal, error);
  }
}

/** The whole text of a reply. */
export async function whole(texts: OpenReply['texts']): Promise<string> {
  let all = '';
  for await (const text of texts) all += text;
  return all;
}

async function* textsOf(
  sent: ClientRequest,
  reply: IncomingMessage,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let size = 0;
  try {
    for await (const chunk of reply as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostReplyBytes) throw new AgentError('the answer is over 32 MiB', null, '');
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw reasonOf(signal, error);
  } finally {
    sent.destroy();
  }
}

function reasonOf(signal: AbortSignal, error: unknown): unknown {
  return signal.aborted && signal.reason instanceof Error ? signal.reason : error;
}
