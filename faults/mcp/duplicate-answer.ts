import type { FaultFactory, NoParams } from '../../harness/plans/define.ts';
import { sendingFault } from '../shared/reply-faults.ts';
import { withAnswers } from '../shared/rpc-answers.ts';

/**
 * The answer is sent twice, and the tool acts once: as lines, or in a stream of events. One JSON value
 * has room for one answer, and passes as it is.
 * @example duplicateAnswer().at('bank', { call: 'tools/call refund' })
 */
export const duplicateAnswer: FaultFactory<NoParams> = sendingFault({
  name: 'duplicate-answer',
  layer: 'mcp',
  about: 'The answer to one request is sent twice.',
  needs: ['request', 'rpc'],
  harm: 'twice',
  rewrite: (reply) => {
    const twice = withAnswers(reply, (answer) => [answer, answer]);
    // All that was said is said.
    return twice === reply || reply.meaning === undefined
      ? twice
      : { ...twice, meaning: reply.meaning };
  },
});
