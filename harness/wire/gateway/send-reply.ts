import type { ServerResponse } from 'node:http';
import type { Leaving } from '../../model/call.ts';
import { sleep } from '../../model/clock.ts';
import type { Frame, Live, Reply } from '../../model/reply.ts';
import { streamFormatOf } from '../../model/streams/stream-format.ts';
import { aborted } from '../process/aborted.ts';
import { cut } from './cut.ts';

/**
 * Writes a reply to a response: the head at once, each frame after its pause, then exactly its end.
 * Stops when `signal` aborts; a stalled reply lasts until then. `onPiece` is called with each
 * frame. Throws before the first byte if status or headers are invalid. A body of one frame
 * has a content-length; several frames, or an event stream, are chunked. A reply with an improper
 * end promises more than it sends, so that no client takes it for whole.
 */
export async function sendReply(
  reply: Reply,
  response: ServerResponse,
  signal: Leaving,
  onPiece: () => void = () => {},
): Promise<void> {
  const [first] = reply.frames;
  response.writeHead(reply.status, head(reply, response));
  if (
    !reply.live &&
    reply.end === 'done' &&
    reply.frames.length <= 1 &&
    (first?.afterMs ?? 0) <= 0
  ) {
    const data = first?.data ?? '';
    response.end(data, encodingOf(data));
    return;
  }
  // Text that is due goes out as one write, and one chunk: each costs more than to word a frame.
  let due = '';
  const writeDue = () => {
    if (due !== '') response.write(due, encodingOf(due));
    due = '';
  };
  for (const { afterMs, data } of reply.frames) {
    if (afterMs > 0) {
      writeDue();
      response.flushHeaders();
      await sleep(afterMs, signal);
    }
    if (signal.aborted) return;
    onPiece();
    const isShort = typeof data === 'string' && due.length + data.length <= longestWrite;
    if (isShort) due += data;
    else {
      writeDue();
      if (!response.write(data)) await drained(response, signal);
    }
  }
  writeDue();
  if (reply.live) await passOn(reply.live, response, signal, onPiece);
  if (!signal.aborted) await end(reply.live?.soFar() ?? reply, response, signal);
}

/** Node writes ASCII as Latin-1 without room for three bytes a character; the bytes are the same. */
function encodingOf(data: Frame['data']): BufferEncoding {
  return typeof data === 'string' && Buffer.byteLength(data) === data.length ? 'latin1' : 'utf8';
}

/** In UTF-16 units. */
const longestWrite = 16_384;

/** Sends pieces as they come, no faster than the client reads; what it does not wait for is given up. */
async function passOn(
  { pieces }: Live,
  response: ServerResponse,
  signal: Leaving,
  onPiece: () => void,
): Promise<void> {
  response.flushHeaders();
  const coming = pieces[Symbol.asyncIterator]();
  // A piece that is waited for may never come.
  const leave = () => void coming.return?.();
  signal.addEventListener('abort', leave, { once: true });
  try {
    for (let next = await coming.next(); !next.done; next = await coming.next()) {
      if (signal.aborted) return;
      onPiece();
      if (!response.write(next.value)) await drained(response, signal);
    }
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

async function end(reply: Reply, response: ServerResponse, signal: Leaving): Promise<void> {
  const { end: how } = reply;
  if (how === 'done') {
    response.end();
    return;
  }
  response.flushHeaders();
  if (how === 'stall') {
    await aborted(signal);
    return;
  }
  await new Promise<void>((resolve) => {
    void aborted(signal).then(resolve);
    // Inside the callback the kernel has the bytes; torn down any sooner, they would be lost.
    response.write('', () => {
      cut(response, how);
      resolve();
    });
  });
}

function drained(response: ServerResponse, signal: Leaving): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    response.once('drain', done);
    signal.addEventListener('abort', done, { once: true });
  });
}

// How the body is framed follows from the frames; a header copied from elsewhere may be wrong.
const framing = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive']);

/** Names and values in turn, which take Node less time than an object of them. */
function head(reply: Reply, response: ServerResponse): (string | number)[] {
  const headers: (string | number)[] = [];
  let promised = 0;
  for (const name in reply.headers) {
    const value = reply.headers[name] as string;
    const lower = name.toLowerCase();
    if (lower === 'content-length') promised = Number(value) || 0;
    if (!framing.has(lower)) headers.push(name, value);
  }
  if (reply.status === 204 || reply.status === 304 || inChunks(reply, response)) return headers;
  const sent = reply.frames.reduce((sum, frame) => sum + bytes(frame), 0);
  const length =
    response.req.method === 'HEAD'
      ? Math.max(promised, sent)
      : reply.end === 'done'
        ? sent
        : Math.max(promised, sent + 1);
  headers.push('content-length', length);
  return headers;
}

function inChunks(reply: Reply, response: ServerResponse): boolean {
  // HTTP/1.0 has no chunks: there, only a content-length can show that something is missing.
  if (response.req.httpVersion === '1.0') return false;
  if (reply.live || reply.frames.length > 1) return true;
  return reply.end !== 'done' && streamFormatOf(reply.headers) !== null;
}

function bytes(frame: Frame): number {
  return typeof frame.data === 'string' ? Buffer.byteLength(frame.data) : frame.data.byteLength;
}
