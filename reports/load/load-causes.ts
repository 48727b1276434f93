import type { LoadPhaseReport, LoadReport } from '../../harness/model/load/load-report.ts';
import { outcomes } from '../../harness/model/trace/outcome.ts';
import { outcomeWords, strikeLine } from '../words/wording.ts';
import { percent, time } from './load-words.ts';

/** What may be the cause of what a load came to, by what is high in it: sentences, likeliest first. */
export function suspectedCauses(report: LoadReport): readonly string[] {
  const { phases, checks } = report;
  const before = phases.find(({ role }) => role === 'before');
  const others = phases.filter(({ role, name }) => role !== 'before' && name !== 'relief');
  return [
    ...keptDown(report),
    ...checks.flatMap(({ check, worst }) =>
      worst ? [`${check} fails: ${worst.reason} (task ${worst.task}, in ${worst.phase}).`] : [],
    ),
    ...others.flatMap((phase) => retries(phase, before)),
    ...others.flatMap((phase) => endings(phase, before)),
    ...others.flatMap((phase) => slower(phase, before)),
    ...strikes(report),
  ];
}

function keptDown({ recovery }: LoadReport): readonly string[] {
  if (!recovery || recovery.kind === 'recovered') return [];
  const { kind, mechanism, reason, margin } = recovery;
  const by =
    mechanism === 'retries'
      ? 'retries keep it down: limit them by a budget, and back off with jitter'
      : mechanism === 'service-time'
        ? 'calls take longer than before the faults: something stays used up'
        : 'what keeps it down is not known';
  const room = margin !== null && margin < 0 ? '; retries at their worst exceed the capacity' : '';
  return [`After the faults it is ${kind} (${reason}); ${by}${room}.`];
}

/** Attempts a request at the point where they are most, if more than in the baseline. */
function retries(phase: LoadPhaseReport, before: LoadPhaseReport | undefined): readonly string[] {
  const ratio = (one: LoadPhaseReport | undefined, point: string) => {
    const { attempts = 0, requests = 0 } = one?.points[point] ?? {};
    return requests === 0 ? 1 : attempts / requests;
  };
  const [most] = Object.keys(phase.points)
    .map((point) => ({ point, now: ratio(phase, point), was: ratio(before, point) }))
    .toSorted((a, b) => b.now - b.was - (a.now - a.was));
  if (!most || most.now < 1.1 * most.was) return [];
  return [
    `In ${phase.name} it asks ${most.point} ${most.now.toFixed(2)} times for each request, ${most.was.toFixed(2)} in the baseline.`,
  ];
}

/** The bad outcome that grew most over the baseline. */
function endings(phase: LoadPhaseReport, before: LoadPhaseReport | undefined): readonly string[] {
  const share = (one: LoadPhaseReport | undefined, of: (typeof outcomes)[number]) =>
    one && one.offered > 0 ? one.outcomes[of] / one.offered : 0;
  const [worst] = outcomes
    .filter((one) => one !== 'unaffected' && one !== 'recovered')
    .map((outcome) => ({ outcome, now: share(phase, outcome), was: share(before, outcome) }))
    .toSorted((a, b) => b.now - b.was - (a.now - a.was));
  if (!worst || worst.now - worst.was < 0.001) return [];
  return [
    `In ${phase.name} ${percent(worst.now)} of its tasks are ${outcomeWords[worst.outcome]}, ${percent(worst.was)} in the baseline.`,
  ];
}

function slower(phase: LoadPhaseReport, before: LoadPhaseReport | undefined): readonly string[] {
  const [was, now] = [before?.responseMs.p50 ?? 0, phase.responseMs.p50];
  if (was === 0 || now < 2 * was) return [];
  return [
    `In ${phase.name} half of its tasks take ${time(now)} or more, ${time(was)} in the baseline.`,
  ];
}

function strikes({ plan, faults }: LoadReport): readonly string[] {
  return faults.flatMap(({ strike, hits }) => {
    const its = plan[strike];
    return its ? [`${strikeLine(its)} struck ${hits} times.`] : [];
  });
}
