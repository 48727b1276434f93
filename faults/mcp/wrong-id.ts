import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { sendingFault } from '../shared/reply-faults.ts';
import { withAnswers } from '../shared/rpc-answers.ts';

/** The parameters of `wrong-id`. */
export interface WrongIdParams {
  readonly how: 'other' | 'type' | 'null';
}

/**
 * The answer bears an id that nobody asked with, by default another number, so that clients wait until
 * their timeout. The tool acts.
 * @example wrongId().at('bank', { call: 'tools/call refund', calls: 1 })
 */
export const wrongId: FaultFactory<WrongIdParams> = sendingFault({
  name: 'wrong-id',
  layer: 'mcp',
  about: 'The tool does its work, but its answer bears an id that nobody waits for.',
  params: z.strictObject({
    how: z.enum(['other', 'type', 'null']).default('other').meta({
      description: 'another id; the same one as a text, or as a number; or null',
    }),
  }),
  needs: ['request', 'rpc'],
  harm: 'lost',
  rewrite: (reply, { how }) =>
    withAnswers(reply, (answer) => [{ ...answer, id: ids[how](answer['id']) }]),
});

const ids: Readonly<Record<WrongIdParams['how'], (id: unknown) => unknown>> = {
  // Far from those of a client that counts.
  other: (id) => (typeof id === 'number' ? id + 1_000_000 : `${String(id)}-other`),
  type: (id) => (typeof id === 'number' ? String(id) : 1),
  null: () => null,
};
