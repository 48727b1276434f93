import { draws } from '../../model/random.ts';
import { blockBootstrap, type Counted } from '../../stats/block-bootstrap.ts';
import { clusteredShare } from '../../stats/clustered-share.ts';
import { wilson, type Estimate } from '../../stats/wilson.ts';

/** Tasks nearer in time than this may fail together (ms). */
const blockMs = 5000;

/** Blocks that a bootstrap needs to say anything. */
const leastBlocks = 5;

/** How a share is estimated. */
export interface ShareOptions {
  readonly windowMs: number;
  readonly seed: number;
  /** What it is about: each has draws of its own. */
  readonly name: string;
  /** 0.95 where left out. */
  readonly confidence?: number;
}

/**
 * A share of the tasks of successive windows, with an interval that allows for neighbours that fail together: the moving-block
 * bootstrap, and never narrower than Wilson's. Of a series too short for that each block of 5 s counts as one
 * observation. Null where there is no task.
 */
export function shareOf(
  series: readonly Counted[],
  { windowMs, seed, name, confidence = 0.95 }: ShareOptions,
): Estimate | null {
  const part = series.reduce((sum, one) => sum + one.part, 0);
  const whole = series.reduce((sum, one) => sum + one.whole, 0);
  if (whole === 0) return null;
  const block = Math.ceil(blockMs / windowMs);
  if (series.length < leastBlocks * block) {
    const clusters = Math.max(1, Math.floor(series.length / block));
    return clusteredShare({ part, whole, clusters }, confidence);
  }
  const exact = wilson(part, whole, confidence);
  const drawn = blockBootstrap(series, { block, draw: draws(seed, 'bootstrap', name), confidence });
  return {
    value: part / whole,
    low: Math.min(exact.low, drawn.low),
    high: Math.max(exact.high, drawn.high),
  };
}
