import type { SearchFinding } from '../harness/model/exploration.ts';
import type { Matrix } from '../harness/model/matrix.ts';
import type { RunRecord } from '../harness/model/run-record.ts';
import { worst, type Result } from '../harness/model/verdict.ts';
import { errorLines } from './error-lines.ts';
import { mostFindings } from './findings.ts';
import { countedOf, isIdle, resultOf } from './judged.ts';
import { foreignOf } from './foreign.ts';
import { grouped, ownCheck, type Group } from './groups.ts';
import { reliabilityOf } from './reliability/estimates.ts';
import { talliesOf } from './reliability/tally.ts';
import { searchOf } from './searches.ts';
import type { FamilySummary, Meta, ScenarioSummary, Summary, VariantSummary } from './summary.ts';
import { checksOf, doubtsOf, harnessFailuresOf, missesOf, mixOf } from './tally.ts';
import { tellingsOf } from './tellings.ts';

/**
 * What a list of runs says, in the order in which reports tell it. Pure. Where there is a matrix,
 * runs of mutants are meant to fail: they are counted as flagged, and judged by their row.
 */
export function summarize(runs: readonly RunRecord[], meta: Meta): Summary {
  const { matrix = null, searches = [], errors = [], ...rest } = meta;
  const groups = grouped(runs, matrix);
  const isRepeated = rest.runsEach !== undefined && matrix === null;
  const families = familiesOf(groups, matrix, isRepeated);
  const scenarios = families.flatMap((family) => family.scenarios);
  const tellings = tellingsOf(groups, matrix, searches);
  // A report numbers its findings from 1, for as many as it has room.
  const numberOf = (finding: SearchFinding) =>
    1 + tellings.slice(0, mostFindings).findIndex(({ met }) => met === finding);
  const searched = searches.map((one) => searchOf(one, numberOf));
  const judgements = [...scenarios, ...searched].map(({ result }) => result);
  const results = [...judgements, ...wholeResults(runs, meta)];
  const withResult = (result: Result) => judgements.filter((one) => one === result).length;
  const judged = groups.reduce((sum, { judged: some }) => sum + some.length, 0);
  return {
    version: 2,
    meta: rest,
    result: worst(results),
    totals: {
      scenarios: judgements.length,
      passed: withResult('pass'),
      failed: withResult('fail'),
      inconclusive: withResult('unknown'),
      runs: searched.reduce((sum, search) => sum + search.runs, judged),
      mutantRuns: runs.length - judged,
      harnessFailures: scenarios
        .flatMap((scenario) => scenario.harnessFailures)
        .reduce((sum, { count }) => sum + count, 0),
      findings: tellings.filter(({ isExpected }) => !isExpected).length,
    },
    families,
    ...(isRepeated ? reliabilityIn(groups.map(({ judged: some }) => some)) : {}),
    searches: searched,
    findings: tellings.slice(0, mostFindings).map(({ tell }) => tell()),
    leftOut: Math.max(0, tellings.length - mostFindings),
    matrix,
    errors: errors.map((error) => ({ ...error, lines: errorLines(error.message) })),
  };
}

/** The verdict of a kill matrix: no false alarm, no mutant missed; unknown where one is empty. */
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
  const { family, file, title, judged, mutants } = group;
  const counted = countedOf(judged, isIdle);
  // Strikes of a drawn plan are of one run only, and the later ones may miss for what the first did.
  const isFixed = (run: RunRecord) => run.drawn !== true || counted.some(isIdle);
  const results = counted.map(resultOf);
  const having = (result: Result) => results.filter((each) => each === result).length;
  const mutantsResult = () => worst(mutants.map((run) => rowResult(matrix, run.trace.variant)));
  return {
    family,
    title,
    file,
    result: judged.length > 0 ? worst(results) : mutantsResult(),
    runs: judged.length,
    pass: having('pass'),
    fail: having('fail'),
    unknown: having('unknown'),
    idle: judged.length - counted.length,
    modes: [...new Set(judged.map(({ trace }) => trace.mode))],
    checks: checksOf(counted),
    mix: mixOf(judged),
    doubts: doubtsOf(counted, 'unknown'),
    inapplicable: doubtsOf(counted, 'not-applicable'),
    harnessFailures: harnessFailuresOf([...judged, ...mutants]),
    misses: missesOf(judged.filter(isFixed)),
    foreign: foreignOf(judged),
    variants: variantsOf(group, matrix),
    ...(isRepeated ? reliabilityIn([judged]) : {}),
    tookMs: [...judged, ...mutants].reduce((sum, run) => sum + run.tookMs, 0),
  };
}

/** Of the runs of some scenarios; nothing where there are none. */
function reliabilityIn(scenarios: readonly (readonly RunRecord[])[]): Pick<Summary, 'reliability'> {
  const tallies = scenarios.flatMap((runs) => talliesOf(countedOf(runs, isIdle)));
  const reliability = reliabilityOf(tallies);
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

/** What counts beside the scenarios: the matrix, files that did not load, runs that are missing. */
function wholeResults(runs: readonly RunRecord[], meta: Meta): readonly Result[] {
  const all: Result[] = [];
  if (meta.matrix) all.push(matrixResult(meta.matrix));
  if ((meta.errors ?? []).length > 0) all.push('fail');
  const isEmpty = runs.length === 0 && !meta.matrix && (meta.searches ?? []).length === 0;
  if (meta.partial || isEmpty) all.push('unknown');
  return all;
}
