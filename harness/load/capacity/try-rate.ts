import type { CapacityTrial } from '../../model/load/capacity.ts';
import type { LoadGate, LoadReport } from '../../model/load/load-report.ts';
import type { Scenario } from '../../model/scenario.ts';
import { watchedLoad, type LoadRunOptions } from '../load.ts';
import { noPhase } from '../gates/judge-gates.ts';
import { weakBaseline } from '../report.ts';
import { saturationOf } from './saturation.ts';

/** How one rate is tried. */
export interface TryOptions extends Omit<LoadRunOptions, 'plan'> {
  readonly rate: number;
  /** How long it is tried for at first (ms); up to four times as long where that does not tell. */
  readonly lastsMs: number;
}

/** What a rate came to, and the load that tells. */
export interface TriedRate {
  readonly trial: CapacityTrial;
  readonly report: LoadReport;
}

/** So many times the first length, at most. */
const mostTimes = 4;

/**
 * Whether a rate keeps its bounds without faults. What is not known, or holds while ever more tasks are open and
 * take ever longer, is tried for twice as long, then for four times; if that goes on, it fails, since it only has not broken down yet. Null
 * where it was stopped.
 */
export async function tryRate(
  scenario: Scenario,
  { rate, lastsMs, ...options }: TryOptions,
): Promise<TriedRate | null> {
  for (let times = 1; ; times *= 2) {
    const phases = { baseline: lastsMs * times };
    const report = await watchedLoad(scenario, {
      ...options,
      plan: [],
      load: { ...options.load, rate, phases },
    });
    if (report.cut !== null) return null;
    const trial = trialOf(report, times === mostTimes);
    if (trial.result !== 'unknown' || trial.invalid.length > 0 || times === mostTimes)
      return { trial, report };
  }
}

function trialOf(report: LoadReport, isLast: boolean): CapacityTrial {
  const { rate, phases, windows, invalid } = report;
  const [phase] = phases;
  const gates = report.gates.filter(
    ({ gate, reason }) => reason !== noPhase && !isAboutRecovery(report, gate),
  );
  const worst =
    gates.find(({ result }) => result === 'fail') ??
    gates.find(({ result }) => result === 'unknown');
  const rising = invalid.length > 0 ? null : saturationOf(windows);
  const told = worst ? verdictOf(worst) : saturated(rising, isLast);
  const [weak, ...others] = report.doubts;
  const isWeak = weak?.startsWith(weakBaseline) === true && others.length === 0;
  return {
    rate,
    lastsMs: (phase?.toMs ?? 0) - (phase?.fromMs ?? 0),
    ...(isWeak && told.result === 'unknown' ? { result: 'fail' as const, reason: weak } : told),
    goodput: phase?.goodput ?? null,
    p99Ms: phase?.responseMs.p99 ?? 0,
    openMost: Math.max(0, ...windows.map(({ openMost }) => openMost)),
    invalid,
  };
}

function isAboutRecovery({ slo }: LoadReport, gate: string): boolean {
  return slo.some(({ name, text }) => name === 'recovery' && text === gate);
}

function verdictOf({ gate, result, reason }: LoadGate): Pick<CapacityTrial, 'result' | 'reason'> {
  return { result, reason: `${gate}: ${reason}` };
}

function saturated(
  rising: string | null,
  isLast: boolean,
): Pick<CapacityTrial, 'result' | 'reason'> {
  if (rising === null) return { result: 'pass', reason: '' };
  return { result: isLast ? 'fail' : 'unknown', reason: `over-saturated: ${rising}` };
}
