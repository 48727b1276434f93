import { z } from 'zod';
import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';

/**
 * The dependency is gone: open connections are reset, and so is each new one, at once.
 * @example linkDown().at('db', { ms: [0, 2_000] })
 */
export const linkDown: FaultFactory<NoParams> = defineFault({
  name: 'link-down',
  layer: 'link',
  about: 'The dependency is gone: open connections break, new ones are refused.',
  params: z.strictObject({}),
  needs: ['bytes'],
  harm: 'refused',
  condition: () => ({
    on: 'link',
    toxic: 'down',
    streams: ['upstream'],
    toxicity: 1,
    attributes: {},
  }),
});
