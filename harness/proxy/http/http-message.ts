/** A parser of one HTTP/1.1 message in passing data: it finds the head and the end. */
export interface HttpMessage {
  /** Consumes the bytes of the message from `at` on; returns the offset after them. */
  readonly take: (data: Uint8Array, at: number) => number;
  readonly isOver: () => boolean;
  /** The first line and headers; empty until they are complete. */
  readonly head: () => string;
  /** Whether some of the body has come. */
  readonly hasBody: () => boolean;
}

/** Reads from `at` on, and returns the offset after what it read. */
type Step = (state: State, data: Uint8Array, at: number) => number;

/** The mutable state of a message. */
interface State {
  head: string;
  /** The head or the line, as far as it has come. */
  text: string;
  hasBody: boolean;
  /** The next step; null at the end of the message. */
  step: Step | null;
}

const mostHeadBytes = 64 * 1024;

/** Makes a parser. A message whose head exceeds 64 KiB never ends. */
export function openMessage(): HttpMessage {
  const state: State = { head: '', text: '', hasBody: false, step: readHead };
  return {
    take: (data, at) => {
      let upTo = at;
      while (state.step && upTo < data.length) upTo = state.step(state, data, upTo);
      return upTo;
    },
    isOver: () => state.step === null,
    head: () => state.head,
    hasBody: () => state.hasBody,
  };
}

function readHead(state: State, data: Uint8Array, at: number): number {
  const before = state.text.length;
  state.text += latin1(data, at, data.length);
  const stop = state.text.indexOf('\r\n\r\n', Math.max(0, before - 3));
  if (stop < 0) {
    if (state.text.length > mostHeadBytes) state.step = readForever;
    return data.length;
  }
  const head = state.text.slice(0, stop + 4);
  const status = statusOf(head);
  // An interim reply is followed by the one that counts.
  const isInterim = status >= 100 && status < 200 && status !== 101;
  state.head = isInterim ? '' : head;
  state.text = '';
  state.step = isInterim ? readHead : bodyOf(head);
  return at + head.length - before;
}

function readForever(state: State, data: Uint8Array): number {
  state.hasBody = true;
  return data.length;
}

function readBody(size: number, next: Step | null): Step {
  let left = size;
  return (state, data, at) => {
    const taken = Math.min(left, data.length - at);
    state.hasBody = true;
    left -= taken;
    if (left === 0) state.step = next;
    return at + taken;
  };
}

function readLine(then: (line: string) => Step | null): Step {
  return (state, data, at) => {
    const stop = data.indexOf(10, at);
    const upTo = stop < 0 ? data.length : stop + 1;
    state.text += latin1(data, at, upTo);
    if (stop < 0) return upTo;
    state.step = then(state.text.trim());
    state.text = '';
    return upTo;
  };
}

const readTrailer: Step = readLine((line) => (line === '' ? null : readTrailer));

const readSize: Step = readLine((line) => {
  const size = Number.parseInt(line, 16);
  if (Number.isNaN(size)) return readForever;
  // A chunk ends in a line break of its own.
  return size === 0 ? readTrailer : readBody(size + 2, readSize);
});

/** The step that reads the body after a head; null for no body. */
function bodyOf(head: string): Step | null {
  const status = statusOf(head);
  if (status === 101 || head.startsWith('CONNECT ')) return readForever;
  if (status === 204 || status === 304) return null;
  if (/^transfer-encoding:.*\bchunked\b/im.test(head)) return readSize;
  const length = /^content-length:[ \t]*(\d+)/im.exec(head)?.[1];
  if (length !== undefined) return length === '0' ? null : readBody(Number(length), null);
  return status === 0 ? null : readForever;
}

/** The status code of a head; 0 for a request. */
function statusOf(head: string): number {
  return Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
}

function latin1(data: Uint8Array, from: number, to: number): string {
  return Buffer.from(data.buffer, data.byteOffset + from, to - from).toString('latin1');
}
