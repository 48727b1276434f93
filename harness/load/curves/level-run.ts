import type { CurveBound, CurveRun } from '../../model/load/curve.ts';
import type { LoadPhaseReport, LoadReport } from '../../model/load/load-report.ts';
import { alwaysFail } from '../../model/trace/outcome.ts';
import { noPhase } from '../gates/judge-gates.ts';
import { neverStruck, weakBaseline } from '../report.ts';

/** What one load says of a level: of the phase in which it is measured, and of its baseline. */
export function levelRun(
  report: LoadReport,
  { phase, strike }: { readonly phase: string; readonly strike: number | null },
): CurveRun {
  const named = (name: string) => report.phases.find((one) => one.name === name);
  const measured = named(phase);
  const before = named('baseline');
  // What is varied may do nothing at its mildest; a rate may be too much without any fault.
  const isAllowed = (doubt: string) =>
    strike === null ? doubt.startsWith(weakBaseline) : doubt === neverStruck;
  return {
    seed: report.seed,
    offered: measured?.offered ?? 0,
    right: measured?.right ?? 0,
    p50Ms: measured?.responseMs.p50 ?? 0,
    p99Ms: measured?.responseMs.p99 ?? 0,
    attempts: measured ? attemptsOf(measured) : null,
    tokensPerRight: measured?.spent.perRight.tokens?.value ?? null,
    costPerRight: measured?.spent.perRight.cost?.value ?? null,
    before: before ? { offered: before.offered, right: before.right } : null,
    hits: strike === null ? null : (report.faults[strike]?.hits ?? 0),
    bad: badIn(report),
    bounds: boundsIn(report, phase, isAllowed),
    undecided: undecidedIn(report),
    invalid: report.invalid,
    doubts: report.doubts.filter((doubt) => !isAllowed(doubt)),
  };
}

function attemptsOf({ points }: LoadPhaseReport): number | null {
  const ratios = Object.values(points).map(
    ({ attempts, requests }) => attempts / Math.max(1, requests),
  );
  return ratios.length === 0 ? null : Math.max(...ratios);
}

/** Tasks that ended as none may, where no bound says how many. */
function badIn({ gates, phases }: LoadReport): number {
  const failed = alwaysFail.filter((outcome) =>
    gates.some(({ gate, result }) => gate === `never ${outcome}` && result === 'fail'),
  );
  return phases.reduce(
    (sum, { outcomes }) => failed.reduce((all, outcome) => all + outcomes[outcome], sum),
    0,
  );
}

/** What the bounds on a phase come to, apart from those on goodput, and the checks; a doubt that is allowed keeps none from passing. */
function boundsIn(
  { gates, slo, doubts }: LoadReport,
  phase: string,
  isAllowed: (doubt: string) => boolean,
): readonly CurveBound[] {
  const nameOf = (gate: string) => slo.find(({ text }) => text === gate)?.name;
  return gates.flatMap((one) => {
    const { gate, result, reason } = one;
    const name = nameOf(gate);
    const isElsewhere = one.phase !== '' && one.phase !== phase;
    // There may be no phase, or no fault, at this level.
    if (reason === noPhase) return [];
    if (isElsewhere || name === 'goodput' || name === 'recovery' || isOfAll(gate)) return [];
    const isFine = result === 'unknown' && reason === doubts[0] && isAllowed(reason);
    return [{ gate, result: isFine ? 'pass' : result, reason: isFine ? 'holds' : reason }];
  });
}

/** Whether a gate is about how the load ended as a whole: those are counted as `bad`, or there is no recovery. */
function isOfAll(gate: string): boolean {
  return gate === 'recovers' || alwaysFail.some((outcome) => gate === `never ${outcome}`);
}

/** The gates of all tasks of a load that are unknown by themselves, not since nothing is known of the load. */
function undecidedIn({ gates, slo, doubts, invalid }: LoadReport): readonly string[] {
  const about = gates.filter(
    ({ gate, phase }) =>
      phase === '' && gate !== 'recovers' && !slo.some(({ text }) => text === gate),
  );
  return about.flatMap(({ gate, result, reason }) =>
    result === 'unknown' && ![...doubts, ...invalid].includes(reason) ? [`${gate}: ${reason}`] : [],
  );
}
