import type { LoadReport } from '../../model/load/load-report.ts';
import type { TippingTrial } from '../../model/load/tipping.ts';
import type { Plan } from '../../model/fault/plan.ts';
import type { Scenario } from '../../model/scenario.ts';
import { watchedLoad, type LoadRunOptions } from '../load.ts';
import type { TriedFault } from './frontier.ts';

/** How one fault is tried. */
export interface FaultOptions extends LoadRunOptions {
  readonly plan: Plan;
  readonly fault: TriedFault;
  readonly baselineMs: number;
  /** How long the recovery is watched at first (ms). */
  readonly recoveryMs: number;
}

/** What one fault came to, and the load that shows it. */
export interface TriedLoad {
  readonly trial: TippingTrial;
  readonly report: LoadReport;
}

/** The recovery is watched for longer so many times. */
const mostTries = 3;

/**
 * What becomes of a system after one fault. Where the recovery was too short to tell, or still rises, the load is made
 * again with one that is at least twice as long. Null where it was stopped.
 */
export async function tryFault(
  scenario: Scenario,
  { fault, baselineMs, recoveryMs, ...options }: FaultOptions,
): Promise<TriedLoad | null> {
  let recovery = recoveryMs;
  for (let tries = 1; ; tries += 1) {
    const phases = { baseline: baselineMs, fault: fault.faultMs, recovery };
    const report = await watchedLoad(scenario, { ...options, load: { ...options.load, phases } });
    if (report.cut !== null) return null;
    const trial = trialOf(report, fault);
    const { kind } = trial;
    const isShort = kind === 'slow' || (kind === 'unknown' && isTooShort(report, recovery));
    if (!isShort || tries === mostTries) return { trial, report };
    recovery = Math.max(2 * recovery, report.recovery?.horizonMs ?? 0);
  }
}

/** Whether it is not known since it was watched for too short a time. */
function isTooShort({ recovery }: LoadReport, recoveryMs: number): boolean {
  return recovery !== null && recovery.horizonMs > recoveryMs;
}

function trialOf(report: LoadReport, { x, faultMs }: TriedFault): TippingTrial {
  const { recovery, invalid, doubts, gates } = report;
  const kind = recovery?.kind ?? null;
  const trial = { x, faultMs, kind, invalid };
  const reason = recovery?.reason ?? 'nothing to recover from';
  // Not where the load itself was not what it should be: then no gate fails.
  const isDown = gates.some(({ gate, result }) => gate.startsWith('recover') && result === 'fail');
  if (isDown && (kind === 'metastable' || kind === 'latched'))
    return { ...trial, outcome: 'tips', reason };
  const [doubt] = [...invalid, ...doubts];
  if (doubt !== undefined) return { ...trial, outcome: 'unknown', reason: doubt };
  return { ...trial, outcome: kind === 'recovered' ? 'returns' : 'unknown', reason };
}
