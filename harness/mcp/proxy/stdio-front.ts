import type { Readable, Writable } from 'node:stream';
import { sleep } from '../../model/clock.ts';
import type { Incoming } from '../../model/call.ts';
import type { Delivery, Reply } from '../../model/reply.ts';
import { fieldsOf, mcpRequestIn, type McpRequest } from '../request.ts';
import { asLines } from './as-lines.ts';
import { lineSplitter } from './line-splitter.ts';

/** What a front over stdio needs. */
export interface StdioFrontOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Takes a request or notification through the faults. */
  readonly cross: (incoming: Incoming, signal: AbortSignal) => Promise<Delivery>;
  /** Takes anything else to the server. */
  readonly tell: (incoming: Incoming) => void;
  readonly onError: (error: unknown) => void;
}

/** The client's side of a proxy: lines from its input and to its output. */
export interface StdioFront {
  /** Writes a line of the server's own. */
  readonly say: (line: string) => void;
  /** Resolves when the client has closed its input, or when a fault breaks the connection. */
  readonly over: Promise<'left' | 'broken'>;
  /** Writes nothing more, and reads nothing more. */
  readonly close: () => void;
}

/** Opens the front. Each message is taken on as it comes, whatever is under way. */
export function openStdioFront(options: StdioFrontOptions): StdioFront {
  const { input, output, cross, tell, onError } = options;
  const { promise: over, resolve } = Promise.withResolvers<'left' | 'broken'>();
  const closed = new AbortController();
  const underWay = new Map<string, AbortController>();
  let isSilent = false;
  const write = (text: string) => {
    if (!isSilent && text !== '') output.write(text);
  };

  async function play(delivery: Delivery, request: McpRequest, signal: AbortSignal): Promise<void> {
    if (delivery.kind === 'never') return;
    if (delivery.kind === 'broken') return resolve('broken');
    const { reply, sending } = delivery;
    const { frames, end } = asLines(reply, request);
    let last = '\n';
    for (const { afterMs, data } of frames) {
      if (afterMs > 0) await sleep(afterMs, signal);
      if (signal.aborted) return sending?.end('left');
      last = typeof data === 'string' ? data : new TextDecoder().decode(data);
      sending?.piece();
      write(last);
    }
    // What claims to be whole is a line, whatever it holds.
    if (end === 'done' && last !== '' && !last.endsWith('\n')) write('\n');
    sending?.end('sent');
    breakOff(end);
  }

  function breakOff(end: Reply['end']): void {
    if (end === 'reset') resolve('broken');
    if (end !== 'fin') return;
    // The server lives on, and nobody hears it.
    isSilent = true;
    output.end();
  }

  async function take(line: string): Promise<void> {
    const incoming = { method: 'POST', path: '/', headers: {}, body: line };
    const request = mcpRequestIn(incoming);
    if (request === null || request.method === '') return tell(incoming);
    const left = new AbortController();
    const name = JSON.stringify(request.message['id']);
    if (request.wantsAnswer) underWay.set(name, left);
    const signal = AbortSignal.any([left.signal, closed.signal]);
    try {
      const crossed = cross(incoming, signal);
      if (request.method === 'notifications/cancelled') cancel(request);
      await play(await crossed, request, signal);
    } catch (error) {
      onError(error);
    } finally {
      if (underWay.get(name) === left) underWay.delete(name);
    }
  }

  function cancel({ input: params }: McpRequest): void {
    underWay.get(JSON.stringify(fieldsOf(params)['requestId']))?.abort();
  }

  const lines = lineSplitter((line) => void take(line));
  input.on('data', lines.push);
  input.once('end', () => {
    lines.end();
    resolve('left');
  });
  // A client that has gone reads no more; `end` of the input tells.
  output.on('error', () => {});
  return {
    say: (line) => write(`${line}\n`),
    over,
    close: () => {
      isSilent = true;
      closed.abort();
      input.removeListener('data', lines.push);
      input.destroy();
    },
  };
}
