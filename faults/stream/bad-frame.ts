import { z } from 'zod';
import type { Frame, Reply } from '../../harness/model/reply.ts';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { sendingFault } from '../shared/reply-faults.ts';
import { decodedMessage, withPayload } from '../../harness/model/streams/binary-message.ts';
import { streamFormatOf } from '../../harness/model/streams/stream-format.ts';
import { framesOf, withFrames } from '../shared/frames.ts';

/** The parameters of `bad-frame`. */
export interface BadFrameParams {
  readonly at: number;
}

/**
 * One event breaks off in the middle of its data, by default the second. What is no stream of
 * events passes as it is.
 * @example badFrame({ at: 3 }).at('model', { calls: 1 })
 */
export const badFrame: FaultFactory<BadFrameParams> = sendingFault({
  name: 'bad-frame',
  about: 'One event of the stream carries broken JSON; the others are fine.',
  params: z.strictObject({
    at: z.int().min(0).max(1_000).default(1).meta({
      unit: 'frames',
      description: 'how many come before it; in a shorter reply it is the last one',
    }),
  }),
  only: 'streams',
  rewrite: broken,
});

function broken(reply: Reply, { at }: BadFrameParams): Reply {
  if (!streamFormatOf(reply.headers)) return reply;
  const frames = framesOf(reply);
  const events = frames.flatMap((frame, index) => (hasData(frame) ? [index] : []));
  const struck = events.find((index) => index >= at) ?? events.at(-1);
  if (struck === undefined) return reply;
  return withFrames(
    reply,
    frames.map((frame, index) => (index === struck ? half(frame) : frame)),
  );
}

/** The data of a server-sent event, or a line of JSON. */
const dataLine = /^(data: ?|(?=\{))([^\r\n]+)/m;

function hasData(frame: Frame): boolean {
  if (typeof frame.data === 'string') return dataLine.test(frame.data);
  return decodedMessage(frame.data) !== null;
}

function half(frame: Frame): Frame {
  const { data } = frame;
  if (typeof data !== 'string') return { ...frame, data: withPayload(data, halfJson) };
  const line = (_: string, head: string, body: string) => head + halfJson(body);
  return { ...frame, data: data.replace(dataLine, line) };
}

/** The start of a number or a text may be whole again; that of an object or a list never is. */
function halfJson(json: string): string {
  const part = json.slice(0, Math.max(1, Math.floor(json.length / 2)));
  return /^[[{]/.test(part) ? part : `{"${part}`;
}
