import type { SearchFinding } from '../../harness/model/trace/exploration.ts';
import type { Matrix } from '../../harness/model/trace/matrix.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { worst, type Result } from '../../harness/model/trace/verdict.ts';
import { errorLines } from '../words/error-lines.ts';
import { mostFindings } from './findings.ts';
import { mostForeign } from './foreign.ts';
import { grouped, ownCheck, tallyOfGroup, type Group } from './groups.ts';
import { reliabilityOf } from '../reliability/estimates.ts';
import { addedTallies, countedHalf, scenarioTally, type ScenarioTally } from './scenario-tally.ts';
import { searchOf } from './searches.ts';
import type { FamilySummary, Meta, ScenarioSummary, Summary, VariantSummary } from './summary.ts';
import { inSeedOrder } from '../reliability/seeds.ts';
import { missesOf, mostDoubts, mostFailures, noMix, type StrikeCounts } from './tally.ts';
import { findingEntries } from './finding-entries.ts';

/**
 * Summarizes runs for reports. Pure. With a matrix, runs of mutants are expected to fail: they are
 * counted as flagged, and judged by their row.
 */
export function summarize(runs: readonly RunRecord[], meta: Meta): Summary {
  const { matrix = null, tallies = [], searches = [], errors = [], ...rest } = meta;
  const groups = grouped(runs, matrix, tallies);
  const isRepeated = rest.runsEach !== undefined && matrix === null;
  const families = familiesOf(groups, matrix, isRepeated);
  const scenarios = families.flatMap((family) => family.scenarios);
  const entries = findingEntries(groups, matrix, searches);
  // A report numbers its findings from 1, for as many as it has room.
  const numberOf = (finding: SearchFinding) =>
    1 + entries.slice(0, mostFindings).findIndex(({ met }) => met === finding);
  const searched = searches.map((one) => searchOf(one, numberOf));
  const judgements = [...scenarios, ...searched].map(({ result }) => result);
  const results = [...judgements, ...wholeResults(runs, meta)];
  const withResult = (result: Result) => judgements.filter((one) => one === result).length;
  const judged = families.reduce((sum, family) => sum + family.runs, 0);
  return {
    version: 3,
    meta: rest,
    result: worst(results),
    totals: {
      scenarios: judgements.length,
      passed: withResult('pass'),
      failed: withResult('fail'),
      inconclusive: withResult('unknown'),
      runs: searched.reduce((sum, search) => sum + search.runs, judged),
      mutantRuns: groups.reduce((sum, { mutants }) => sum + mutants.length, 0),
      harnessFailures: scenarios
        .flatMap((scenario) => scenario.harnessFailures)
        .reduce((sum, { count }) => sum + count, 0),
      findings: entries.filter(({ isExpected }) => !isExpected).length,
    },
    families,
    ...(isRepeated ? reliabilityIn(groups.map(tallyOfGroup)) : {}),
    searches: searched,
    findings: entries.slice(0, mostFindings).map(({ render }) => render()),
    leftOut: Math.max(0, entries.length - mostFindings),
    matrix,
    errors: errors.map((error) => ({ ...error, lines: errorLines(error.message) })),
  };
}

/**
 * The verdict of a kill matrix: a false alarm or a missed mutant fails; an empty matrix is unknown.
 */
export function matrixResult({ careful, mutants }: Matrix): Result {
  if (careful.falseAlarms > 0 || mutants.some(({ flagged }) => !flagged)) return 'fail';
  return careful.runs === 0 || careful.unknown > 0 || mutants.length === 0 ? 'unknown' : 'pass';
}

function familiesOf(
  groups: readonly Group[],
  matrix: Matrix | null,
  isRepeated: boolean,
): readonly FamilySummary[] {
  const byFamily = Map.groupBy(groups, ({ family }) => family);
  return [...byFamily].map(([family, its]) => {
    const scenarios = its.map((group) => scenarioOf(group, matrix, isRepeated));
    return {
      family,
      result: worst(scenarios.map(({ result }) => result)),
      runs: scenarios.reduce((sum, { runs }) => sum + runs, 0),
      scenarios,
    };
  });
}

function scenarioOf(group: Group, matrix: Matrix | null, isRepeated: boolean): ScenarioSummary {
  const { family, file, title, mutants } = group;
  const tally = tallyOfGroup(group);
  const { pass, fail, unknown, checks, doubts, inapplicable } = countedHalf(tally);
  const all = addedTallies([...(tally ? [tally] : []), ...mutants.map(scenarioTally)]);
  const counted = pass + fail + unknown;
  const runs = tally?.runs ?? 0;
  const mutantsResult = () => worst(mutants.map((run) => rowResult(matrix, run.trace.variant)));
  return {
    family,
    title,
    file,
    variant: tally?.variant ?? 'careful',
    result: runs > 0 ? resultOfCounts({ fail, unknown }) : mutantsResult(),
    runs,
    pass,
    fail,
    unknown,
    idle: runs - counted,
    modes: tally?.modes ?? [],
    checks,
    mix: tally?.mix ?? noMix(),
    doubts: mostDoubts(doubts),
    inapplicable: mostDoubts(inapplicable),
    harnessFailures: mostFailures(all?.harnessFailures ?? []),
    misses: missesOf(tally ? countedStrikes(tally) : []),
    foreign: mostForeign(tally?.foreign ?? []),
    variants: variantsOf(group, matrix),
    ...(isRepeated ? reliabilityIn([tally]) : {}),
    seeds: inSeedOrder(tally?.seeds ?? []),
    tookMs: all?.tookMs ?? 0,
  };
}

function resultOfCounts({ fail, unknown }: Pick<ScenarioSummary, 'fail' | 'unknown'>): Result {
  if (fail > 0) return 'fail';
  return unknown > 0 ? 'unknown' : 'pass';
}

/**
 * The strikes of fixed plans; those of drawn plans only where every run was idle, since the first
 * strike of a struck run may keep the later ones from meeting a call.
 */
function countedStrikes(tally: ScenarioTally): readonly StrikeCounts[] {
  return tally.strikes.filter(({ isDrawn }) => !isDrawn || countedHalf(tally) === tally.idle);
}

/** The reliability over the runs of some scenarios; empty where there are none. */
function reliabilityIn(tallies: readonly (ScenarioTally | null)[]): Pick<Summary, 'reliability'> {
  const reliability = reliabilityOf(
    tallies.flatMap((tally) => countedHalf(tally).reliability ?? []),
  );
  return reliability === null ? {} : { reliability };
}

function rowResult(matrix: Matrix | null, variant: string): Result {
  const row = matrix?.mutants.find(({ id }) => id === variant);
  if (!row) return 'unknown';
  return row.flagged ? 'pass' : 'fail';
}

function variantsOf({ mutants }: Group, matrix: Matrix | null): readonly VariantSummary[] {
  const byVariant = Map.groupBy(mutants, ({ trace }) => trace.variant);
  return [...byVariant].map(([variant, runs]) => {
    const by = ownCheck(matrix, variant);
    const flagged = runs.filter((run) =>
      run.verdicts.some(
        ({ check, verdict }) => verdict.result === 'fail' && (by === null || check === by),
      ),
    );
    return { variant, runs: runs.length, flagged: flagged.length };
  });
}

/** The results beside those of the scenarios: the matrix, load errors, missing runs. */
function wholeResults(runs: readonly RunRecord[], meta: Meta): readonly Result[] {
  const all: Result[] = [];
  if (meta.matrix) all.push(matrixResult(meta.matrix));
  if ((meta.errors ?? []).length > 0) all.push('fail');
  const isEmpty =
    runs.length === 0 &&
    (meta.tallies ?? []).length === 0 &&
    !meta.matrix &&
    (meta.searches ?? []).length === 0;
  if (meta.partial || isEmpty) all.push('unknown');
  return all;
}
