import { demandComparable, type Side } from './comparable.ts';
import type { Comparison } from './comparison.ts';
import type { LoadFacts } from './facts/load-facts.ts';
import type { SuiteFacts } from './facts/suite-facts.ts';
import { compareLoads } from './load/compare-loads.ts';
import type { Margins } from './margins.ts';
import { counted } from '../words/wording.ts';
import { compareSuites } from './suite/compare-suites.ts';

/** Compares two reports of one kind. Pure; throws `bad-argument` where they cannot be compared. */
export function compare(base: Side, now: Side, margins: Margins): Comparison {
  demandComparable(base, now);
  const { kind } = now.facts;
  const came =
    kind === 'suite'
      ? compareSuites(base.facts as SuiteFacts, now.facts, margins)
      : compareLoads(base.facts as LoadFacts, now.facts, margins);
  const side = ({ file, facts }: Side) => ({ file, says: saysOf(facts) });
  return { version: 1, kind, base: side(base), now: side(now), ...came };
}

function saysOf(facts: Side['facts']): string {
  if (facts.kind === 'load') {
    return `${facts.scenario}, ${facts.variant}: ${facts.rate} tasks a second, ${facts.mode}, seed ${facts.seed}`;
  }
  const runs = facts.scenarios.reduce((sum, one) => sum + one.runs, 0);
  const searches = counted(facts.searches.length, 'search', 'searches');
  return `${counted(facts.scenarios.length, 'scenario')} in ${counted(runs, 'run')}, ${searches}`;
}
