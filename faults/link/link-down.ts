import { z } from 'zod';
import type { StandingKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory, type NoParams } from '../define.ts';

/** The entry of `link-down`: nobody is there. */
export const linkDownKind: StandingKind<NoParams> = {
  name: 'link-down',
  layer: 'link',
  about: 'The dependency is gone: open connections break, new ones are refused.',
  params: z.strictObject({}),
  strikes: ['link'],
  condition: () => ({
    on: 'link',
    toxic: 'down',
    streams: ['upstream'],
    toxicity: 1,
    attributes: {},
  }),
};

/**
 * The dependency is gone: open connections are reset, and so is each new one, at once.
 * @example linkDown().at('db', { ms: [0, 2_000] })
 */
export const linkDown: FaultFactory<NoParams> = defineFault(linkDownKind);
