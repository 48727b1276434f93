import { digest } from '../../model/json/json.ts';
import type { LoadOptions } from '../../model/load/load-options.ts';
import type { LoadReplay } from '../../model/load/load-replay.ts';
import type { LoadReport } from '../../model/load/load-report.ts';
import type { Scenario } from '../../model/scenario.ts';

/**
 * The replay file of a load that was made, with all three phases, at `given`, over what its scenario says;
 * null where it had nothing to recover from.
 */
export function loadReplayOf(
  scenario: Scenario,
  report: LoadReport,
  given: LoadOptions,
): LoadReplay | null {
  const { file, variant, mode, seed, plan, recovery, rate, arrivals, concurrencyLimit, withinMs } =
    report;
  const { shape } = { ...scenario.load, ...given };
  const lasts = (name: string) => {
    const phase = report.phases.find((one) => one.name === name);
    return phase ? phase.toMs - phase.fromMs : 0;
  };
  if (!recovery) return null;
  return {
    version: 1,
    kind: 'load',
    file,
    scenario: report.scenario,
    variant,
    mode,
    seed,
    plan,
    load: {
      rate,
      arrivals,
      ...(shape !== undefined && arrivals === 'gamma' && { shape }),
      phases: {
        baseline: lasts('baseline'),
        fault: lasts('fault'),
        recovery: lasts('recovery'),
      },
      ...(concurrencyLimit !== null && { concurrencyLimit }),
      within: withinMs,
      slo: { ...scenario.load?.slo, ...given.slo },
      ...(report.prices && { prices: report.prices }),
    },
    recovery: recovery.kind,
    fingerprint: loadFingerprint(report),
  };
}

/** Names what a load came to: equal names, equal reports, apart from the time they took and where the scenario was. */
export function loadFingerprint(report: LoadReport): string {
  return digest({ ...report, tookMs: 0, file: '' });
}
