import { z } from 'zod';

/** Which way of a link a fault works: towards the dependency, back from it, or both. */
export type Direction = 'upstream' | 'downstream' | 'both';

/** The parameter that says so. */
export function directionOr(usual: Direction): z.ZodType<Direction> {
  return z.enum(['upstream', 'downstream', 'both']).default(usual).meta({
    description: 'which way: to the dependency, back from it, or both',
  });
}

/** The streams of a direction, as conditions name them. */
export function streamsOf(stream: Direction): readonly ('upstream' | 'downstream')[] {
  return stream === 'both' ? ['upstream', 'downstream'] : [stream];
}
