import { EventStreamCodec } from '@smithy/core/event-streams';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodedMessage, encodedMessage, splitMessages, withPayload } from './binary-message.ts';

const utf8 = {
  to: (bytes: Uint8Array) => Buffer.from(bytes).toString(),
  from: (text: string) => Buffer.from(text),
};
const codec = new EventStreamCodec(utf8.to, utf8.from);
const name = fc
  .string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' })
  .filter((it) => it !== '__proto__');
const messages = fc.record({
  headers: fc.dictionary(name, fc.string({ maxLength: 30, unit: 'grapheme' }), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  payload: fc.string({ unit: 'grapheme' }),
});

describe('a message of the binary event stream', () => {
  test("is read by AWS's own codec, and its messages are read here", () => {
    const same = fc.property(messages, (message) => {
      const read = codec.decode(encodedMessage(message));
      expect(utf8.to(read.body)).toBe(message.payload);
      const headers = Object.entries(message.headers).map(([key, value]) => [
        key,
        { type: 'string' as const, value },
      ]);
      expect(read.headers).toEqual(Object.fromEntries(headers));
      const theirs = codec.encode({
        headers: Object.fromEntries(headers),
        body: utf8.from(message.payload),
      });
      expect(decodedMessage(theirs)).toEqual(message);
    });
    fc.assert(same, { seed: 7, numRuns: 200 });
  });

  test('may have headers of other types, which are passed over', () => {
    const body = Buffer.from('{}');
    const headers = {
      a: { type: 'boolean', value: true },
      b: { type: 'integer', value: 7 },
      c: { type: 'binary', value: Buffer.from([1, 2]) },
      d: { type: 'string', value: 'text' },
      e: { type: 'timestamp', value: new Date(0) },
      f: { type: 'uuid', value: '12345678-1234-1234-1234-123456789012' },
      g: { type: 'byte', value: 1 },
      h: { type: 'short', value: 2 },
    } as const;
    expect(decodedMessage(codec.encode({ headers, body }))).toEqual({
      headers: { d: 'text' },
      payload: '{}',
    });
  });

  test('is none with a bit that flipped, a byte too few or one too many', () => {
    const whole = encodedMessage({ headers: { ':event-type': 'x' }, payload: '{"a":1}' });
    for (let at = 0; at < whole.length; at += 1) {
      const flipped = Uint8Array.from(whole, (byte, nth) => (nth === at ? byte ^ 1 : byte));
      expect(decodedMessage(flipped)).toBeNull();
      expect(decodedMessage(whole.subarray(0, at))).toBeNull();
    }
    expect(decodedMessage(Buffer.concat([whole, Buffer.of(0)]))).toBeNull();
  });

  test('has its place in a stream, whose bytes stay as they are', () => {
    const streams = fc.property(fc.array(messages, { maxLength: 4 }), fc.nat(40), (all, cut) => {
      const encoded = all.map(encodedMessage);
      const bytes = Buffer.concat(encoded);
      const kept = bytes.subarray(0, Math.max(0, bytes.length - cut));
      const pieces = splitMessages(kept);
      expect(Buffer.concat(pieces)).toEqual(kept);
      const whole = pieces.flatMap((piece) => decodedMessage(piece) ?? []);
      expect(whole).toEqual(all.slice(0, whole.length));
      if (cut === 0) expect(whole).toEqual(all);
    });
    fc.assert(streams, { seed: 8, numRuns: 100 });
    expect(splitMessages(Buffer.alloc(20))).toHaveLength(1);
  });

  test('keeps its headers under another payload, and its bytes under the same', () => {
    const message = { headers: { ':event-type': 'x' }, payload: 'a' };
    const bytes = encodedMessage(message);
    expect(decodedMessage(withPayload(bytes, () => 'b'))).toEqual({ ...message, payload: 'b' });
    expect(withPayload(bytes, (text) => text)).toBe(bytes);
    expect(withPayload(bytes.subarray(1), () => 'b')).toEqual(bytes.subarray(1));
  });
});
