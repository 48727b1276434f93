/** One HTTP/1.1 message as its bytes go by: where it ends, and what its head says. */
export interface Message {
  /** Takes the bytes from `at` on that belong to it; returns where they stop. */
  readonly take: (data: Uint8Array, at: number) => number;
  readonly isOver: () => boolean;
  /** Its first line and headers; empty until they are whole. */
  readonly head: () => string;
  /** Some of its body has come. */
  readonly hasBody: () => boolean;
}

type Step = (data: Uint8Array, at: number) => number;

const mostHeadBytes = 64 * 1024;

/** A message of which nothing has come yet. A head over 64 KiB makes it one that never ends. */
export function openMessage(): Message {
  let head = '';
  let text = '';
  let hasBody = false;

  const readHead: Step = (data, at) => {
    const before = text.length;
    text += Buffer.from(data.buffer, data.byteOffset + at, data.length - at).toString('latin1');
    const stop = text.indexOf('\r\n\r\n', Math.max(0, before - 3));
    if (stop < 0) {
      if (text.length > mostHeadBytes) step = readForever;
      return data.length;
    }
    head = text.slice(0, stop + 4);
    text = '';
    const upTo = at + head.length - before;
    step = bodyOf(head);
    return upTo;
  };
  const readForever: Step = (data) => {
    hasBody = true;
    return data.length;
  };
  const readBody = (size: number, next: Step | null): Step => {
    let left = size;
    return (data, at) => {
      const taken = Math.min(left, data.length - at);
      hasBody = true;
      left -= taken;
      if (left === 0) step = next;
      return at + taken;
    };
  };
  const readLine = (then: (line: string) => Step | null): Step => {
    return (data, at) => {
      const stop = data.indexOf(10, at);
      const upTo = stop < 0 ? data.length : stop + 1;
      text += Buffer.from(data.subarray(at, upTo)).toString('latin1');
      if (stop < 0) return upTo;
      const line = text.trim();
      text = '';
      step = then(line);
      return upTo;
    };
  };
  const readTrailer: Step = readLine((line) => (line === '' ? null : readTrailer));
  const readSize: Step = readLine((line) => {
    const size = Number.parseInt(line, 16);
    if (Number.isNaN(size)) return readForever;
    // A chunk ends in a line break of its own.
    return size === 0 ? readTrailer : readBody(size + 2, readSize);
  });
  const bodyOf = (whole: string): Step | null => {
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(whole)?.[1] ?? 0);
    if (status === 101 || whole.startsWith('CONNECT ')) return readForever;
    if (status >= 100 && status < 200) {
      // An interim reply is followed by the one that counts.
      head = '';
      return readHead;
    }
    if (status === 204 || status === 304) return null;
    if (/^transfer-encoding:.*\bchunked\b/im.test(whole)) return readSize;
    const length = /^content-length:[ \t]*(\d+)/im.exec(whole)?.[1];
    if (length !== undefined) return length === '0' ? null : readBody(Number(length), null);
    return status === 0 ? null : readForever;
  };
  let step: Step | null = readHead;
  return {
    take: (data, at) => {
      let upTo = at;
      while (step && upTo < data.length) upTo = step(data, upTo);
      return upTo;
    },
    isOver: () => step === null,
    head: () => head,
    hasBody: () => hasBody,
  };
}
