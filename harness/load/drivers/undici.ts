import { mostReplyBytes, type Send } from '../../model/agent-exchange.ts';
import { generatorLimit } from './generator-limit.ts';
import type { DriverKind } from './driver.ts';

/**
 * Asks over undici's connections where the agent is asked by HTTP, also with TLS; else in the agent's own
 * way: by a function of the scenario's, on stdin, by an argument.
 */
export const undiciDriver: DriverKind = {
  name: 'undici',
  cannot: ({ mode, system }) =>
    mode === 'sim' || system.modes.includes('sim')
      ? 'the agent is a function in this process'
      : null,
  open: async ({ running }) => {
    const { ask, askOver } = running;
    const limit = generatorLimit();
    const own = { name: 'undici', limit: () => limit.why(0) } as const;
    if (!askOver) return { ...own, ask, close: () => Promise.resolve() };
    const { Agent, request } = await import('undici');
    // Each task has a deadline of its own.
    const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 500 });
    const send: Send = async (address, { path, method, headers, body }, signal) => {
      try {
        const { url, authorization } = targetOf(address, path);
        const reply = await request(url, {
          dispatcher,
          // Undici takes any method that is a token.
          method: method as 'POST',
          headers: { ...headers, ...authorization },
          signal,
          ...(body !== undefined && { body }),
        });
        const type = reply.headers['content-type'] ?? '';
        return { status: reply.statusCode, type: String(type), text: await textOf(reply.body) };
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        limit.see(error);
        throw error;
      }
    };
    return { ...own, ask: askOver(send), close: () => dispatcher.destroy() };
  },
};

/** Undici leaves out who asks; an address may say so before its host. */
function targetOf(address: string, path: string) {
  const url = new URL(address.replace(/\/+$/, '') + path);
  const { username, password } = url;
  if (username === '') return { url };
  [url.username, url.password] = ['', ''];
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { url, authorization: { authorization: `Basic ${btoa(plain)}` } };
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostReplyBytes) throw new Error('the answer is over 32 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
