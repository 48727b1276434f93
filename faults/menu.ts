import type { Fault } from '../harness/model/fault/fault.ts';
import {
  cleanCut,
  clockSkew,
  contradictory,
  crash,
  emptyContent,
  emptyForMany,
  garbleJson,
  hang,
  lostReply,
  rateLimit,
  refuse,
  repeat,
  replan,
  resetCut,
  silentNoOp,
  slow,
  stale,
  truncate,
  truncatedToolArguments,
  unknownTool,
  unreachable,
  wrongEntity,
  wrongShape,
} from './index.ts';

/**
 * Waits beyond those of seconds (ms): longer than common timeouts of tools, and of minutes, which meets
 * what clients give up after and where they cap a retry-after.
 */
const longWaits = [45_000, 600_000];

/**
 * The faults that a search uses by default: each way in which a call can fail to do its work, once.
 * Every agent should bear them.
 *
 * @example plan: searched({ faults: [...menu, ...lies] })
 */
export const menu: readonly Fault[] = [
  lostReply(),
  repeat({ times: 2 }),
  garbleJson({ how: 'html' }),
  // Only of JSON: nobody can tell that a plain text was cut.
  truncate({ of: 'json' }),
  truncate({ of: 'last-value' }),
  emptyContent(),
  truncatedToolArguments(),
  truncatedToolArguments({ of: 'last-value' }),
  unknownTool(),
  replan(),
  refuse({ status: 503 }),
  refuse({ status: 403 }),
  rateLimit(),
  ...longWaits.map((ms) => rateLimit({ retryAfterMs: ms })),
  unreachable(),
  hang({ acts: false }),
  slow({ ms: 3_000, where: 'request' }),
  ...longWaits.map((ms) => slow({ ms, where: 'request' })),
  cleanCut(),
  // What is left of the middle looks whole to who sums, counts or lists what came.
  cleanCut({ keep: 0.5 }),
  resetCut(),
  crash({ acts: true }),
  // The work may have been noted before it was done.
  crash({ acts: false }),
];

/**
 * The faults of tools that lie; an agent can bear them only as far as it has means to notice.
 *
 * @example plan: searched({ faults: lies })
 */
export const lies: readonly Fault[] = [
  silentNoOp(),
  emptyForMany(),
  wrongShape(),
  stale(),
  wrongEntity(),
  contradictory(),
  clockSkew(),
];
