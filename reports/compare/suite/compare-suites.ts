import { holm } from '../../../harness/stats/holm.ts';
import { worstOf, type Change, type Comparison } from '../comparison.ts';
import type { ScenarioFacts, SearchFacts, SuiteFacts } from '../facts/suite-facts.ts';
import type { Margins } from '../margins.ts';
import { seedPairs } from '../pairs.ts';
import type { Draft } from './check-change.ts';
import { passPower, ratesOf, type BothSides } from './pass-rates.ts';
import { scenarioChanges } from './scenario-changes.ts';
import { searchChanges } from './search-changes.ts';

/** The p-value under which a change is no chance. */
const alpha = 0.05;

/** What became of each scenario, check, finding and site from one suite to another, and of the rates. */
export function compareSuites(
  base: SuiteFacts,
  now: SuiteFacts,
  margins: Margins,
): Omit<Comparison, 'version' | 'kind' | 'base' | 'now'> {
  const scenarios = matched(base.scenarios, now.scenarios).map((pair) => ({
    ...pair,
    pairs: seedPairs(pair.base?.seeds ?? [], pair.now?.seeds ?? []),
  }));
  const drafts = [
    ...scenarios.flatMap(({ base: was, now: is, pairs, about }) =>
      scenarioChanges(was, is, pairs).map((draft) => ({ ...about, ...draft })),
    ),
    ...matched(base.searches, now.searches).flatMap(({ base: was, now: is, about }) =>
      searchChanges(was, is).map((draft) => ({ ...about, ...draft })),
    ),
  ];
  const both = scenarios.flatMap(({ about, base: was, now: is, pairs }): BothSides[] =>
    was && is ? [{ title: about.title, base: was, now: is, pairs }] : [],
  );
  const power = passPower(both);
  const differences = [
    ...(power ? [power] : []),
    ...both.flatMap((sides) => ratesOf(sides, margins.pass)),
  ];
  const changes = tested(drafts);
  const gap = now.gap ?? base.gap ?? (isVain(both, now) ? 'nothing is known of both' : null);
  const results = [...changes, ...differences].map(({ result }) => result);
  return {
    result: worstOf([...results, ...(gap === null ? [] : (['unknown'] as const))]),
    unlike: [...variantsIn(scenarios), ...variantsIn(matched(base.searches, now.searches))],
    changes,
    differences,
    notes: [...notesOn(base, now, gap), ...testNotes(drafts)],
  };
}

interface Matched<T> {
  readonly about: { readonly file: string; readonly title: string };
  readonly base: T | null;
  readonly now: T | null;
}

/**
 * Pairs of the same file and title, of the same variant where there are several, in the order of the baseline; then those
 * that are new.
 */
function matched<T extends ScenarioFacts | SearchFacts>(
  base: readonly T[],
  now: readonly T[],
): readonly Matched<T>[] {
  const left = new Set(now);
  const known = base.map((one) => {
    const alike = [...left].filter(({ file, title }) => file === one.file && title === one.title);
    const other = alike.find((it) => it.variant === one.variant) ?? alike[0] ?? null;
    if (other) left.delete(other);
    return { about: { file: one.file, title: one.title }, base: one, now: other };
  });
  const added = [...left].map((one) => ({
    about: { file: one.file, title: one.title },
    base: null,
    now: one,
  }));
  return [...known, ...added];
}

/** Changes that chance may have made are worse where Holm's adjusted p-value says so. */
function tested(
  drafts: readonly (Draft & Matched<unknown>['about'])[],
): readonly Change[] & Change[] {
  const asked = drafts.filter(({ p }) => p !== null);
  const adjusted = new Map(holm(asked.map(({ p }) => p ?? 1)).map((p, n) => [asked[n], p]));
  return drafts.map((draft): Change => {
    const { p: _, ...change } = draft;
    const p = adjusted.get(draft);
    if (p === undefined) return change;
    const result = p <= alpha ? 'worse' : 'unknown';
    return { ...change, result, reason: `${change.reason} (p = ${p.toFixed(3)})` };
  });
}

/** Where another system ran than before. */
function variantsIn(all: readonly Matched<ScenarioFacts | SearchFacts>[]): readonly string[] {
  return all.flatMap(({ about, base, now }) =>
    base && now && base.variant !== now.variant
      ? [`${about.title}: ${base.variant} before, ${now.variant} now`]
      : [],
  );
}

function testNotes(drafts: readonly Draft[]): readonly string[] {
  const tests = drafts.filter(({ p }) => p !== null).length;
  if (tests === 0) return [];
  return [
    `${tests} ${tests === 1 ? 'change' : 'changes'} may be chance: exact tests, p-values adjusted by Holm, worse at 0.05. More runs, or the same seeds, would tell.`,
  ];
}

/** Whether no check of a scenario is known on both sides, and no search is there. */
function isVain(both: readonly BothSides[], { searches }: SuiteFacts): boolean {
  const isKnown = ({ pass, fail }: ScenarioFacts['checks'][number]) => pass + fail > 0;
  const isCompared = both.some(
    ({ base, now }) => base.checks.some(isKnown) && now.checks.some(isKnown),
  );
  return !isCompared && searches.length === 0;
}

function notesOn(base: SuiteFacts, now: SuiteFacts, gap: string | null): readonly string[] {
  return [
    ...(base.gap === null ? [] : [`the baseline is not whole: ${base.gap}`]),
    ...(now.gap === null ? [] : [`the new report is not whole: ${now.gap}`]),
    ...(gap === null || gap === now.gap || gap === base.gap ? [] : [gap]),
  ];
}
