import { HarnessError } from '../../harness/model/error.ts';
import { digest } from '../../harness/model/json/json.ts';
import type { ComparedFacts } from './facts/baseline.ts';
import type { LoadFacts } from './facts/load-facts.ts';

/** What is compared, and the file it came from. */
export interface Side {
  readonly file: string;
  readonly facts: ComparedFacts;
}

/** Throws `bad-argument` where two sides are of other kinds, or of loads that were not asked the same. */
export function demandComparable(base: Side, now: Side): void {
  if (base.facts.kind !== now.facts.kind) {
    throw new HarnessError('bad-argument', {
      expected: `two reports of one kind: ${base.file} is of a ${base.facts.kind}`,
      got: `${now.file} of a ${now.facts.kind}`,
      fix: 'Compare report.json with report.json (run, explore), load.json with load.json.',
    });
  }
  if (base.facts.kind === 'suite' || now.facts.kind === 'suite') return;
  const [was, is] = [asked(base.facts), asked(now.facts)];
  const other = Object.keys(was).filter((key) => was[key] !== is[key]);
  if (other.length === 0) return;
  const words = (of: Readonly<Record<string, string>>) =>
    other.map((key) => `${key} ${of[key]}`).join(', ');
  throw new HarnessError('bad-argument', {
    expected: `two loads that were asked the same: ${words(was)} (${base.file})`,
    got: `${words(is)} (${now.file})`,
    fix: 'Put the system under the load of the baseline, or save a new baseline with --save.',
  });
}

/** What a load was asked, in words. */
function asked(facts: LoadFacts): Readonly<Record<string, string>> {
  const { scenario, mode, rate, arrivals, shape, concurrencyLimit, withinMs, deadlineMs, plan } =
    facts;
  return {
    scenario: JSON.stringify(scenario),
    mode,
    rate: `${rate} a second`,
    arrivals: arrivals === 'gamma' ? `gamma (shape ${shape ?? 'not known'})` : arrivals,
    'concurrency limit': String(concurrencyLimit ?? 'none'),
    within: `${withinMs} ms`,
    deadline: `${deadlineMs} ms`,
    phases: facts.phases.map(({ name, lastsMs }) => `${name}:${lastsMs / 1000}s`).join(','),
    plan:
      plan.length === 0
        ? 'none'
        : `${plan.map(({ fault }) => fault.name).join('+')} (${digest(plan).slice(0, 6)})`,
  };
}
