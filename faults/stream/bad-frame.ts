import { z } from 'zod';
import type { Frame, Reply } from '../../harness/model/reply.ts';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
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
export const badFrame: FaultFactory<BadFrameParams> = defineFault({
  name: 'bad-frame',
  layer: 'stream',
  about: 'One event of the stream carries broken JSON; the others are fine.',
  params: z.strictObject({
    at: z.int().min(0).max(1_000).default(1).meta({
      unit: 'frames',
      description: 'how many come before it; in a shorter reply it is the last one',
    }),
  }),
  harm: 'false',
  only: 'streams',
  effect: ({ at }) => ({
    kind: 'rewrite',
    how: 'bad-frame',
    rewrite: (reply) => (streamFormatOf(reply.headers) ? broken(reply, at) : reply),
  }),
});

function broken(reply: Reply, at: number): Reply {
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
  return typeof frame.data === 'string' && dataLine.test(frame.data);
}

function half(frame: Frame): Frame {
  if (typeof frame.data !== 'string') return frame;
  const data = frame.data.replace(dataLine, (_, head: string, body: string) => {
    const part = body.slice(0, Math.max(1, Math.floor(body.length / 2)));
    // The start of a number or a text may be whole again; that of an object or a list never is.
    return head + (/^[[{]/.test(part) ? part : `{"${part}`);
  });
  return { ...frame, data };
}
