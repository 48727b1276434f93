import { crc32 } from 'node:zlib';

/** One message of AWS's binary event stream (`application/vnd.amazon.eventstream`). */
export interface BinaryMessage {
  /** Its headers that are texts, such as `:event-type`; others are left out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
}

/**
 * A message in bytes: its length, the length of its headers and a CRC of both, the headers, the
 * payload, and a CRC of all before. Source: Smithy's specification of event streams.
 */
export function encodedMessage({ headers, payload }: BinaryMessage): Uint8Array {
  const head = Buffer.concat(Object.entries(headers).map(encodedHeader));
  const body = Buffer.from(payload);
  const message = Buffer.alloc(preludeBytes + head.length + body.length + crcBytes);
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(head.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8);
  head.copy(message, preludeBytes);
  body.copy(message, preludeBytes + head.length);
  const end = message.length - crcBytes;
  message.writeUInt32BE(crc32(message.subarray(0, end)), end);
  return message;
}

/** The message in bytes that hold one and nothing else; null for anything else. */
export function decodedMessage(bytes: Uint8Array): BinaryMessage | null {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (lengthOf(all) !== all.length) return null;
  const end = all.length - crcBytes;
  if (all.readUInt32BE(8) !== crc32(all.subarray(0, 8))) return null;
  if (all.readUInt32BE(end) !== crc32(all.subarray(0, end))) return null;
  const headEnd = preludeBytes + all.readUInt32BE(4);
  if (headEnd > end) return null;
  const headers = decodedHeaders(all.subarray(preludeBytes, headEnd));
  return headers && { headers, payload: all.toString('utf8', headEnd, end) };
}

/** The messages in bytes, and what is left of one that is not whole; joined they are the bytes. */
export function splitMessages(bytes: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let left = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let length = lengthOf(left); length !== null && length < left.length;) {
    pieces.push(left.subarray(0, length));
    left = left.subarray(length);
    length = lengthOf(left);
  }
  return [...pieces, left];
}

/** The message with another payload; the bytes themselves where they are no message. */
export function withPayload(bytes: Uint8Array, change: (payload: string) => string): Uint8Array {
  const message = decodedMessage(bytes);
  if (!message) return bytes;
  const payload = change(message.payload);
  return payload === message.payload ? bytes : encodedMessage({ ...message, payload });
}

const preludeBytes = 12;
const crcBytes = 4;
const textType = 7;

/** The length that a message says it has, if that can be one. */
function lengthOf(bytes: Buffer): number | null {
  if (bytes.length < preludeBytes) return null;
  const length = bytes.readUInt32BE(0);
  return length >= preludeBytes + crcBytes ? length : null;
}

function encodedHeader([name, value]: readonly [string, string]): Buffer {
  const [key, text] = [Buffer.from(name), Buffer.from(value)];
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([Buffer.of(key.length), key, Buffer.of(textType), length, text]);
}

/** The bytes of values of each other type: true, false, numbers of 1 to 8 bytes, a time, a UUID. */
const fixedBytes: Readonly<Record<number, number>> = {
  0: 0,
  1: 0,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  8: 8,
  9: 16,
};

function decodedHeaders(bytes: Buffer): Record<string, string> | null {
  const headers: Record<string, string> = {};
  let at = 0;
  while (at < bytes.length) {
    const nameEnd = at + 1 + (bytes[at] ?? 0);
    const name = bytes.toString('utf8', at + 1, nameEnd);
    const type = bytes[nameEnd] ?? -1;
    const fixed = fixedBytes[type];
    if (fixed === undefined && (type < 6 || nameEnd + 3 > bytes.length)) return null;
    const start = nameEnd + (fixed === undefined ? 3 : 1);
    at = start + (fixed ?? bytes.readUInt16BE(nameEnd + 1));
    if (at > bytes.length) return null;
    if (type === textType) headers[name] = bytes.toString('utf8', start, at);
  }
  return headers;
}
