import type { FaultFactory, NoParams } from '../../harness/plans/define.ts';
import { turnFault } from '../shared/reply-faults.ts';

/**
 * A model turn without text and without tool calls, ended as if all were well.
 * @example emptyContent().at('model', { calls: 2 })
 */
export const emptyContent: FaultFactory<NoParams> = turnFault({
  name: 'empty-content',
  about: 'The model answers, but says nothing and calls no tool.',
  change: () => ({ text: '', toolCalls: [], finish: 'stop' }),
});
