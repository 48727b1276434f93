import type { Fault } from '../harness/model/fault.ts';
import type { PointKind } from '../harness/model/point.ts';
import { catalogue, faultNamed } from './catalogue.ts';
import { makeFault } from './define.ts';
import {
  cancel,
  cleanCut,
  clockSkew,
  contradictory,
  crash,
  emptyContent,
  emptyForMany,
  forget,
  garbleJson,
  hang,
  lostReply,
  oversized,
  partialBatch,
  rateLimit,
  refuse,
  repeat,
  replan,
  resetCut,
  silentNoOp,
  slow,
  stale,
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
 * What a search strikes with where it is told nothing else: each way in which a call can fail to
 * do its work, once. Every agent should bear these.
 */
export const menu: readonly Fault[] = [
  lostReply(),
  repeat({ times: 2 }),
  garbleJson({ how: 'html' }),
  emptyContent(),
  truncatedToolArguments(),
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
  resetCut(),
  crash({ acts: true }),
];

/** Tools that lie: an agent can bear these only as far as it has means to notice. */
export const lies: readonly Fault[] = [
  silentNoOp(),
  emptyForMany(),
  wrongShape(),
  stale(),
  wrongEntity(),
  contradictory(),
  clockSkew(),
];

/**
 * What is drawn only where it is named: it undoes what an agent relies on (a tool's memory, the caller's
 * interest), strikes few agents, or costs megabytes a call.
 */
export const onlyNamed: readonly Fault[] = [forget(), cancel(), partialBatch(), oversized()];

/** Kinds that strike a call, one of each and of some two: what a search for a mutant may use. */
export const everyKind: readonly Fault[] = [
  ...menu,
  ...lies,
  ...[...catalogue.values()]
    .filter(({ layer }) => layer === 'call' || layer === 'stream')
    .filter(({ name }) => ![...menu, ...lies].some((fault) => fault.name === name))
    .map((kind) => makeFault(kind, {})),
];

/** Faults whose point is that the tool acts, or seems to: they say nothing of a mere question. */
const forActs: ReadonlySet<string> = new Set(['silent-no-op', 'repeat']);

/** Faults of what comes in pieces: a reply of one piece they leave as it is. */
export const forStreams: ReadonlySet<string> = new Set([
  'bad-frame',
  'clean-cut',
  'error-frame',
  'slow-tokens',
]);

/** What is known of a call that a fault may strike. */
interface Strikable {
  readonly kind: PointKind;
  /** Whether it changes the world. */
  readonly acts: boolean;
  /** Whether its reply came in pieces; null or left out where that is not known. */
  readonly streamed?: boolean | null;
  /** The fields of its reply, apart by spaces; left out where they are not known. */
  readonly fields?: string;
}

/** Whether a fault can do anything at such a call. */
export function canStrike(
  fault: Pick<Fault, 'name'> & Partial<Pick<Fault, 'params'>>,
  at: Strikable,
): boolean {
  if (forActs.has(fault.name) && !at.acts) return false;
  if (forStreams.has(fault.name) && at.streamed === false) return false;
  const { field } = fault.params ?? {};
  if (typeof field === 'string' && at.fields?.split(' ').includes(field) === false) return false;
  return faultNamed(fault.name).strikes.includes(at.kind);
}
