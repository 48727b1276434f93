import type { RecordedFrame, RecordedRequest, Take } from '../../model/cassette.ts';
import { parsedJson } from '../../model/json/parsed-json.ts';
import { isObject } from '../../model/json/walk.ts';
import { decodedMessage, withPayload } from '../../model/streams/binary-message.ts';
import { textOf, type Frame, type Reply } from '../../model/reply.ts';
import { cleanTexts, type Texts } from './clean-texts.ts';

/** A request without secrets. */
export function cleanRequest(request: RecordedRequest, { text }: Texts): RecordedRequest {
  return JSON.parse(text(JSON.stringify(request))) as RecordedRequest;
}

/** A reply as a cassette keeps it: without secrets, and of its headers those that clients read. */
export function cleanTake(reply: Reply, redactor: Texts): Take {
  const { status, headers, end } = reply;
  const frames = inOne(reply);
  const kept = Object.entries(headers).filter(([name]) => readByClients.test(name));
  const texts = frames.map(({ data }) => said(data));
  const clean = cleanTexts(texts, redactor);
  return {
    status,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, redactor.text(value)])),
    frames: frames.map(({ afterMs, data }, index): RecordedFrame => {
      const text = clean[index];
      if (typeof data === 'string') return { afterMs, data: text ?? data };
      const bytes = withPayload(data, (payload) => text ?? payload);
      return { afterMs, base64: Buffer.from(bytes).toString('base64') };
    }),
    end,
  };
}

/** The text of a frame: itself, or the payload of a binary message; null for any other bytes. */
function said(data: Frame['data']): string | null {
  return typeof data === 'string' ? data : (decodedMessage(data)?.payload ?? null);
}

/** The frames, of one JSON object as one; the chunks that it came in mean nothing. */
function inOne(reply: Reply): Reply['frames'] {
  const { frames } = reply;
  const text = textOf(reply);
  if (frames.length < 2 || !isObject(parsedJson(text))) return frames;
  return [{ afterMs: frames.reduce((sum, { afterMs }) => sum + afterMs, 0), data: text }];
}

const readByClients =
  /^(content-type|retry-after(-ms)?|x-should-retry|.*ratelimit.*|(x-)?request-id|x-amzn-errortype|location)$/;
