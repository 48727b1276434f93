import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { turnFault } from '../shared/reply-faults.ts';

/** The parameters of `other-model`. */
export interface OtherModelParams {
  readonly model: string;
}

/**
 * Another model answers than the one that was asked, as providers do when they route around load; only
 * the reply's own word for its model tells. The turn is as true as before. A request for that very model
 * passes unchanged.
 * @example otherModel({ model: 'claude-haiku-4-5' }).at('model', { chance: 0.1 })
 */
export const otherModel: FaultFactory<OtherModelParams> = turnFault({
  name: 'other-model',
  about: 'Another model answers in place of the one that was asked.',
  params: z.strictObject({
    model: z
      .string()
      .regex(/^[\w.:-]{1,64}$/)
      .default('gpt-4o-mini')
      .meta({
        description: 'the model that answers',
        examples: ['gpt-4o-mini', 'claude-haiku-4-5'],
      }),
  }),
  tried: 'by name',
  isTrue: true,
  change: (turn, { model }, { call }) =>
    call.chat?.model === model ? turn : { ...turn, stated: { ...turn.stated, model } },
});
