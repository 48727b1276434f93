import type { VNode } from 'preact';
import type { Curve } from '../../../harness/model/load/curve.ts';
import type { LoadReport } from '../../../harness/model/load/load-report.ts';
import type { Result } from '../../../harness/model/trace/verdict.ts';
import { cleansed } from '../../words/printable.ts';
import type { Format } from '../../registry.ts';
import type { LoadContext } from '../load-reporter.ts';

/** One thing that several loads together tell: a level, the capacity, a depth. */
export interface SeveralCase {
  readonly name: string;
  readonly result: Result;
  readonly reason: string;
}

/** One table: a row for each level, rate or fault. */
export interface SeveralTable {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What capacities, curves and tipping points have in common. */
type Found = Pick<Curve, 'scenario' | 'file' | 'variant' | 'result' | 'cut' | 'tookMs'>;

/** What each kind says in words of its own. */
interface Told {
  /** The name of its files, without an ending: `curve`. */
  readonly stem: 'curve' | 'capacity' | 'tipping';
  /** What it is: `Degradation curve`. */
  readonly kind: string;
  /** The same after the scenario's name: `over slow.ms`. */
  readonly about: string;
  /** What was found, a paragraph each. */
  readonly headlines: readonly string[];
  readonly facts: readonly string[];
  readonly strikes: readonly string[];
  /** Why loads were not what they should be. */
  readonly invalid: readonly string[];
  /** All else that is not known. */
  readonly doubts: readonly string[];
  readonly cases: readonly SeveralCase[];
  /** What differs between what holds and what does not, in sentences. */
  readonly differences: readonly string[];
  /** Its tables, the one that every format shows first. */
  readonly tables: readonly [SeveralTable, ...SeveralTable[]];
  /** The heads of that one in a terminal, which leaves out further columns. */
  readonly shortHeads: readonly string[];
  /** Its pictures; null where too little was measured for one. */
  readonly charts: VNode | null;
  /** How the page is to be read. */
  readonly footer: string;
}

/** What several loads come to together, as each of its reports tells it; its words are printable. */
export interface SeveralLoads extends Found, Told {
  readonly headline: string;
  /** The load that shows what is wrong; null where none does. */
  readonly shown: LoadReport | null;
  /** What its JSON holds. */
  readonly value: object;
}

/** Makes of a function that tells of one kind what all reports tell of it, with the load that shows what is wrong. */
export function loadsOf<T extends Found>(
  tell: (found: T) => Told,
): (given: T, shown: LoadReport | null) => SeveralLoads {
  return (given, shown) => {
    const found = cleansed(given);
    const { scenario, file, variant, result, cut, tookMs } = found;
    const told = tell(found);
    const headline = told.headlines.join(' ');
    return { scenario, file, variant, result, cut, tookMs, ...told, headline, shown, value: given };
  };
}

/** What their reports say beside that. */
export interface SeveralContext extends LoadContext {
  /** The command that makes the load that shows it; null where there is none. */
  readonly again: string | null;
}

/**
 * A format of what several loads come to, whose file is named after `curve.`, `capacity.` or `tipping.`. To add one, list
 * it in `several-reporters.ts`.
 */
export type SeveralReporter = Format<SeveralLoads, [context: SeveralContext]>;
