import { rpcFramingOf } from '../../harness/model/rpc/rpc-framing.ts';
import type { FaultFactory, NoParams } from '../../harness/plans/define.ts';
import { sendingFault } from '../shared/reply-faults.ts';
import { withFrames } from '../shared/frames.ts';

/**
 * A log line, as of a server that prints to its stdout, stands before the answer. Only where messages
 * are lines: over HTTP the reply passes as it is.
 * @example strayLine().at('mcp', { calls: 1 })
 */
export const strayLine: FaultFactory<NoParams> = sendingFault({
  name: 'stray-line',
  layer: 'mcp',
  about: 'A line that is no message stands among the messages of the server.',
  needs: ['request', 'rpc'],
  rewrite: (reply) => {
    if (rpcFramingOf(reply) !== 'lines' || reply.frames.length === 0) return reply;
    const { meaning } = reply;
    const strayed = withFrames(reply, [{ afterMs: 0, data: line }, ...reply.frames]);
    return meaning === undefined ? strayed : { ...strayed, meaning };
  },
});

const line = '[info] cache miss, loading index (attempt 1)\n';
