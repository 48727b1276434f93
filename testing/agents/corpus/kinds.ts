import {
  garbleJson,
  hang,
  lostReply,
  rateLimit,
  refuse,
  slow,
  unreachable,
  type Fault,
} from '../../../index.ts';

/** The menu of an entry that has none of its own: seven ways in which one call fails. */
export const kinds: readonly Fault[] = [
  lostReply(),
  refuse({ status: 503 }),
  unreachable(),
  rateLimit(),
  hang({ acts: false }),
  slow({ ms: 3_000, where: 'request' }),
  garbleJson({ how: 'html' }),
];
