import type { ToxicKind } from '../toxic-kind.ts';
import { latency } from './latency.ts';
import { noop } from './noop.ts';
import { timeout } from './timeout.ts';

/** Every kind of toxic there is. */
export const toxicKinds: readonly ToxicKind[] = [latency, noop, timeout];
