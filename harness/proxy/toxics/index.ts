import type { ToxicKind } from '../toxic-kind.ts';
import { bandwidth } from './bandwidth.ts';
import { blackHole } from './black-hole.ts';
import { closeAfter } from './close-after.ts';
import { down } from './down.ts';
import { halfClose } from './half-close.ts';
import { httpReply } from './http-reply.ts';
import { latency } from './latency.ts';
import { limitData } from './limit-data.ts';
import { noop } from './noop.ts';
import { refuse } from './refuse.ts';
import { resetPeer } from './reset-peer.ts';
import { slicer } from './slicer.ts';
import { slowClose } from './slow-close.ts';
import { timeout } from './timeout.ts';

/** Every kind of toxic there is: Toxiproxy's, then those it does not have. */
export const toxicKinds: readonly ToxicKind[] = [
  bandwidth,
  latency,
  limitData,
  noop,
  resetPeer,
  slicer,
  slowClose,
  timeout,
  blackHole,
  closeAfter,
  down,
  halfClose,
  httpReply,
  refuse,
];
