import { PassThrough } from 'node:stream';
import type { Reply } from '../../model/reply.ts';
import { isRpcAnswer, rpcMessageIn } from '../../model/rpc/rpc-message.ts';
import { keepLines } from '../../wire/process/lines.ts';
import { startChild, type Child } from '../../wire/process/process.ts';
import { mcpRequestIn } from '../request.ts';
import { accepted } from '../wording.ts';
import { lineSplitter } from './line-splitter.ts';
import { replyIn } from './rpc-server.ts';

/** An MCP server to start, which speaks lines over its stdin and stdout. */
export interface StdioChildOptions {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Called with each line that answers no request: notifications, questions, and what is no message. */
  readonly onAside: (line: string) => void;
  /** Called with what it writes to stderr. */
  readonly onStderr: (chunk: Buffer) => void;
  readonly redact: (text: string) => string;
}

/** One process of a server over stdio. */
export interface StdioChild extends Pick<Child, 'gone' | 'ended' | 'kill'> {
  /** Writes a line; resolves to the answer of a request, at once where it wants none. */
  readonly ask: (line: string) => Promise<Reply>;
  readonly write: (line: string) => void;
  readonly closeInput: () => void;
  /** Lets the requests that wait end without an answer, and so. */
  readonly hangUp: (end: 'stall' | 'reset') => void;
  /** The last lines that it wrote to stderr. */
  readonly said: () => readonly string[];
}

/**
 * Starts a process.
 * @throws HarnessError `system-died` if it cannot start.
 */
export async function startStdioChild(options: StdioChildOptions): Promise<StdioChild> {
  const input = new PassThrough();
  const waiting = new Map<string, ((reply: Reply) => void)[]>();
  const stderr = keepLines(options.redact);
  const errors = stderr.open();
  const lines = lineSplitter((line) => {
    const message = rpcMessageIn(line);
    const asked = message && isRpcAnswer(message) ? waiting.get(nameOf(message['id'])) : undefined;
    const answer = asked?.shift();
    if (answer) answer(replyIn(`${line}\n`, 'lines'));
    else options.onAside(line);
  });
  const child = await startChild({
    ...options,
    cwd: process.cwd(),
    input,
    // What it prints to stdout is what it says to its client, and is not kept.
    lines: keepLines(() => ''),
    onOutput: (from, chunk) => {
      if (from === 'stdout') return lines.push(chunk);
      errors.push(chunk);
      options.onStderr(chunk);
    },
  });
  child.gone.addEventListener('abort', errors.end, { once: true });
  const write = (line: string) => void input.write(`${line}\n`);
  return {
    gone: child.gone,
    ended: child.ended,
    kill: child.kill,
    write,
    closeInput: () => void input.end(),
    said: () => stderr.last(),
    ask: (line) => {
      const request = mcpRequestIn({ body: line });
      const answered = new Promise<Reply>((resolve) => {
        if (!request?.wantsAnswer) return resolve(accepted);
        const name = nameOf(request.message['id']);
        waiting.set(name, [...(waiting.get(name) ?? []), resolve]);
      });
      write(line);
      return answered;
    },
    hangUp: (end) => {
      const nothing: Reply = { status: 200, headers: {}, frames: [], end };
      for (const asked of waiting.values()) for (const answer of asked) answer(nothing);
      waiting.clear();
    },
  };
}

/** `1` and `"1"` are two ids. */
function nameOf(id: unknown): string {
  return JSON.stringify(id) ?? '';
}
