import { z } from 'zod';
import { textOf, type Reply } from '../../harness/model/reply.ts';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { sendingFault } from '../shared/reply-faults.ts';
import { sizeOf } from '../shared/cut.ts';
import { withFrames } from '../shared/frames.ts';
import { notJson, type Garbling } from '../shared/not-json.ts';

/** The parameters of `garble-json`. */
export interface GarbleJsonParams {
  readonly how: Garbling | 'html' | 'empty';
}

/**
 * The call gets 200 with a broken body, by default JSON with a trailing comma. For a body that is
 * not one JSON value (an event stream, plain text), only `html` and `empty` apply.
 * @example garbleJson({ how: 'html' }).at('flights', { call: 'GET /search' })
 */
export const garbleJson: FaultFactory<GarbleJsonParams> = sendingFault({
  name: 'garble-json',
  layer: 'value',
  about: 'A reply of 200 whose body is not JSON, though it may look like it.',
  params: z.strictObject({
    how: z
      .enum(['bare-words', 'trailing-comma', 'html', 'unquoted', 'empty'])
      .default('trailing-comma')
      .meta({
        description:
          'Python words for values; a comma too many; an HTML page; keys without quotes; no body',
      }),
  }),
  rewrite: garbled,
});

function garbled(reply: Reply, { how }: GarbleJsonParams): Reply {
  if (how === 'empty') return sizeOf(reply.frames) === 0 ? reply : withBody(reply, '');
  if (how === 'html') return withBody(reply, page, 'text/html; charset=utf-8');
  const text = notJson(textOf(reply), how);
  return text === undefined ? reply : withBody(reply, text);
}

function withBody(reply: Reply, text: string, type?: string): Reply {
  const afterMs = reply.frames[0]?.afterMs ?? 0;
  const changed = withFrames(reply, text === '' ? [] : [{ afterMs, data: text }]);
  const headers = Object.entries(changed.headers).filter(
    ([name]) => type === undefined || name.toLowerCase() !== 'content-type',
  );
  if (type !== undefined) headers.push(['content-type', type]);
  return { ...changed, status: 200, headers: Object.fromEntries(headers) };
}

const page = `<!DOCTYPE html>
<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body>
</html>
`;
