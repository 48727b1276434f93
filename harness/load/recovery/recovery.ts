import type { RecoveryKind } from '../../model/load/load-report.ts';
import { mannKendall } from '../../stats/mann-kendall.ts';
import { normalQuantile } from '../../stats/normal-quantile.ts';
import { firstRecovered, isGood, mustBeGood, type Normal, type SeenWindow } from './good-window.ts';

/** What is known once the recovery phase is over, or once the confirmation is. */
export interface RecoverySeen {
  readonly normal: Normal;
  /** When the last fault was off (ms). */
  readonly clearMs: number;
  /** Windows that began after that, at the rate of the baseline. */
  readonly after: readonly SeenWindow[];
  /** How long it was watched after that (ms); its last windows may not be known yet. */
  readonly watchedMs: number;
  /** By when it should have recovered (ms since the faults were off). */
  readonly horizonMs: number;
  /** What a task may take (ms). */
  readonly deadlineMs: number;
  /** Windows of the same rate after the load was lowered until the queues were empty; null where it was not. */
  readonly restored: readonly SeenWindow[] | null;
  /** Whether the queues did empty. */
  readonly isEmptied: boolean;
}

/** What it comes to. */
export interface RecoveryVerdict {
  readonly kind: RecoveryKind;
  /** From when the faults were off to the first of the good windows (ms); null where there are none. */
  readonly afterMs: number | null;
  /** It was not good again before this (ms since the faults were off); null where that is not known. */
  readonly notBeforeMs: number | null;
  readonly reason: string;
}

/**
 * Whether, and how, a system recovered: good again for six windows; else by its trend; else by
 * hysteresis, where the load was lowered until the queues were empty and then restored. Source: N. Bronson et
 * al., HotOS 2021; L. Huang et al., OSDI 2022.
 */
export function recoveryOf(seen: RecoverySeen): RecoveryVerdict {
  const { normal, clearMs, watchedMs, after, horizonMs, deadlineMs } = seen;
  if (normal.windows === 0 || normal.goodput < leastGoodput) {
    const share = `${Math.round(normal.goodput * 100)} %`;
    const reason =
      normal.windows === 0
        ? 'the baseline is shorter than one window: raise the rate, or let it last'
        : `the baseline itself is not good: ${share} of its tasks are right`;
    return { kind: 'unknown', afterMs: null, notBeforeMs: null, reason };
  }
  const first = firstRecovered(after, normal);
  if (first) {
    const sure = after.map((one) => ({ ...one, right: one.surelyRight }));
    const found = firstRecovered(sure, normal);
    const notBeforeMs = Math.max(0, first.fromMs - clearMs);
    const afterMs = found && Math.max(0, found.fromMs - clearMs);
    const at = afterMs ?? notBeforeMs;
    const reason = at === 0 ? 'good again at once' : `good again after ${seconds(at)}`;
    if (afterMs !== null) return { kind: 'recovered', afterMs, notBeforeMs, reason };
    const doubt = `${reason}, if those tasks are right of which it cannot be told`;
    return { kind: 'unknown', afterMs, notBeforeMs, reason: doubt };
  }
  const verdict = (kind: RecoveryKind, reason: string) => ({
    kind,
    afterMs: null,
    notBeforeMs: notBefore(seen),
    reason,
  });
  if (after.length < mustBeGood) {
    return verdict(
      'unknown',
      `only ${after.length} window${after.length === 1 ? '' : 's'} after the faults; ${mustBeGood} are needed: raise the rate, or let the recovery last`,
    );
  }
  const goodput = after.slice(-tail).map(({ right, offered }) => right / Math.max(1, offered));
  if (mannKendall(goodput).z > normalQuantile(0.95)) {
    return verdict('slow', `not good again within ${seconds(watchedMs)}, and still rising`);
  }
  if (watchedMs < horizonMs) {
    const why = horizonMs === deadlines * deadlineMs ? `${deadlines} deadlines of a task: ` : '';
    const less = why === '' ? '' : ', or the scenario a shorter deadline';
    const longer = `give the recovery at least ${seconds(horizonMs)} (${why}by then it should be good again)${less}`;
    return verdict(
      'unknown',
      `not good again within ${seconds(watchedMs)}, too soon to tell: ${longer}`,
    );
  }
  if (!seen.restored) {
    return verdict(
      'suspected-metastable',
      `not good again within ${seconds(watchedMs)}, and not rising`,
    );
  }
  return confirmed(seen, verdict);
}

/** By then what tasks of the faults still do is over. */
export const deadlines = 10;

/** A baseline with less is nothing to come back to: any window would be as good. */
export const leastGoodput = 0.5;

/** The trend is looked for in the last windows: before, a queue may still have grown. */
const tail = 20;

/** What is good at the end of what was seen may be the beginning of a recovery. */
function notBefore({ normal, clearMs, after }: RecoverySeen): number | null {
  const last = after.at(-1);
  if (!last) return null;
  const bad = after.findLast((one) => !isGood(one, normal));
  return Math.max(0, (bad?.toMs ?? clearMs) - clearMs);
}

function confirmed(
  { normal, restored, isEmptied }: RecoverySeen,
  verdict: (kind: RecoveryKind, reason: string) => RecoveryVerdict,
): RecoveryVerdict {
  if (!isEmptied) {
    return verdict(
      'suspected-metastable',
      'not good again, and the queues did not empty when the load was lowered',
    );
  }
  const again = restored ?? [];
  if (!firstRecovered(again, normal)) {
    return verdict('latched', 'not good again even after the queues were empty: the damage stays');
  }
  const last = again.slice(-mustBeGood);
  if (!last.every((one) => isGood(one, normal))) {
    return verdict(
      'under-provisioned',
      'good once the queues were empty, then bad again without any fault',
    );
  }
  return verdict(
    'metastable',
    'stays bad at a load that it carries once the queues have been emptied',
  );
}

function seconds(ms: number): string {
  if (ms >= 300_000) return `${Math.round(ms / 60_000)} min`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
