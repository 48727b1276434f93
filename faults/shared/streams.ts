import { z } from 'zod';

/** The direction of a link in which a fault works: to the dependency, back from it, or both. */
export type Direction = 'upstream' | 'downstream' | 'both';

/** The parameter for the direction, with this default. */
export function directionOr(usual: Direction): z.ZodType<Direction> {
  return z.enum(['upstream', 'downstream', 'both']).default(usual).meta({
    description: 'which way: to the dependency, back from it, or both',
  });
}

/** The streams of a direction, as conditions name them. */
export function streamsOf(stream: Direction): readonly ('upstream' | 'downstream')[] {
  return stream === 'both' ? ['upstream', 'downstream'] : [stream];
}
