import {
  isOpen,
  type CoverageCell,
  type Exploration,
  type Searched,
  type SearchDoubt,
  type SearchFinding,
} from '../../harness/model/trace/exploration.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { Result } from '../../harness/model/trace/verdict.ts';
import { failureIn, findingOf, type FailingCheck } from './findings.ts';
import { printable } from '../words/printable.ts';
import {
  cellStates,
  type CellState,
  type DoubtSummary,
  type SearchSummary,
  type SiteRow,
} from './search-summary.ts';
import { literalPattern } from '../words/literal-pattern.ts';
import { shellWord } from '../words/shell-word.ts';
import { claimWords } from '../words/search-words.ts';
import type { Finding } from './finding.ts';
import { counted, planLines } from '../words/wording.ts';

/** The most rows, quarantined schedules and doubts that a summary keeps. */
const mostRows = 500;
const mostQuarantined = 20;
const mostDoubts = 50;

/**
 * The verdict of a search. It is unknown for a search that was stopped early, cannot be repeated or
 * struck nothing, and where a check was unknown in some run.
 */
export function searchResult({ findings, stopped, doubts }: Exploration): Result {
  if (findings.length > 0) return 'fail';
  return stopped === 'done' && !doubts.some(isOpen) ? 'pass' : 'unknown';
}

/** Summarizes one search; `numberOf` gives the number of a finding in the report, 0 for none. */
export function searchOf(
  searched: Searched,
  numberOf: (finding: SearchFinding) => number,
): SearchSummary {
  const { family, file, exploration, tookMs, goOn } = searched;
  const { scenario, variant, seed, stopped, faults, sites, runs, stages, levels } = exploration;
  const rows = rowsOf(exploration);
  const apart = exploration.quarantined.map(
    ({ plan, site }) => `before ${site}: ${planLines(plan).join('; ')}`,
  );
  return {
    family,
    title: scenario,
    file,
    variant,
    seed,
    result: searchResult(exploration),
    claim: printable(claimWords(exploration), 2000),
    stopped,
    faults,
    sites,
    runs,
    tookMs,
    stages,
    levels,
    found: exploration.findings.map((finding) => ({
      finding: numberOf(finding),
      check: finding.check,
      signature: printable(finding.signature, 300),
      atRun: finding.atRun,
      how: printable(finding.how, 300),
    })),
    doubts: exploration.doubts.slice(0, mostDoubts).map((doubt) => doubtOf(doubt, searched)),
    rows: rows.slice(0, mostRows),
    counts: countsOf(rows),
    quarantined: apart.slice(0, mostQuarantined).map((words) => printable(words, 500)),
    leftOut: {
      rows: Math.max(0, rows.length - mostRows),
      quarantined: Math.max(0, apart.length - mostQuarantined),
    },
    goOn,
  };
}

function doubtOf({ smallest, ...doubt }: SearchDoubt, searched: Searched): DoubtSummary {
  const check = printable(doubt.check, 200);
  const reason = printable(doubt.reason);
  if (!smallest) return { ...doubt, check, reason, smallest };
  const strikes = planLines(smallest.plan);
  const again = commandOf(searched, searched.plans[doubt.check]);
  const run = { strikes, reason: printable(smallest.reason), again };
  return { ...doubt, check, reason, smallest: run };
}

/** The command that runs a scenario under a plan file; null where either has no file. */
function commandOf({ file, exploration }: Searched, plan: string | undefined): string | null {
  if (file === '' || plan === undefined) return null;
  const { scenario, seed, variant } = exploration;
  const mutant = variant === 'careful' ? [] : ['--variant', variant];
  const words = [
    file,
    '-t',
    `^${literalPattern(scenario)}$`,
    '--plan',
    plan,
    '--seed',
    `${seed}`,
    ...mutant,
  ];
  return ['npx brownout run', ...words.map(shellWord)].join(' ');
}

/** The findings of a search, each with the run that shows it. */
export function findingsOfSearch(searched: Searched): readonly Finding[] {
  const { exploration, runs } = searched;
  return exploration.findings.map((finding, index) => {
    const run = runs[index];
    const { atRun, how, repro, ended } = finding;
    const { from, to } = repro.shrunk;
    const shrunk = from > to ? `, shrunk from ${counted(from, 'strike')}` : '';
    const at = `run ${atRun.toLocaleString('en-US')} of ${exploration.runs.toLocaleString('en-US')}`;
    const often = runsIn(ended) > 1 ? `; broken so in ${counted(runsIn(ended), 'run')}` : '';
    const met = printable(`${at} (${how})${shrunk}${often}`, 400);
    const told = run && findingOf(failureOf(finding, run), exploration.runs, false);
    return { ...(told ?? untold(finding, searched)), met };
  });
}

/** The runs that broke so, where a search counted them. */
function runsIn(ended: SearchFinding['ended']): number {
  return ended.reduce((sum, { count }) => sum + count, 0) || 1;
}

/** A finding whose run is not known: it has a plan and a reason, and an empty timeline. */
function untold(finding: SearchFinding, { family, file, exploration }: Searched): Finding {
  const { check, signature, reason, plan, repro } = finding;
  return {
    family,
    title: exploration.scenario,
    file,
    variant: exploration.variant,
    check,
    signature: printable(signature, 300),
    harm: '',
    isExpected: false,
    count: runsIn(finding.ended),
    ofRuns: exploration.runs,
    notAgainIn: 0,
    ended: finding.ended,
    met: null,
    run: '',
    mode: repro.mode,
    seed: repro.seed,
    reason: printable(reason, 1000),
    plan,
    strikes: planLines(plan),
    without: finding.without ?? plan.map(() => 'not-tried'),
    outcome: null,
    restsOnReading: false,
    foreign: [],
    tasks: [],
    evidence: [],
    timeline: { lines: [], bars: [], roles: [], leftOut: { lines: 0, bars: 0 } },
    twin: null,
    causes: [],
    output: [],
    replay: null,
  };
}

/** The failure that the search looked for, among all failures of the run. */
function failureOf(
  { check, signature, reason, without, ended }: SearchFinding,
  run: RunRecord,
): FailingCheck {
  const verdict = failureIn(run, check, signature) ?? {
    result: 'fail',
    reason,
    evidence: [],
    signature,
  };
  return {
    check,
    signature,
    run,
    verdict,
    count: runsIn(ended),
    ended,
    notAgainIn: 0,
    without: without ?? null,
  };
}

function rowsOf({ coverage, faults }: Exploration): readonly SiteRow[] {
  const places = new Map(faults.map((fault, index) => [fault, index]));
  const rows = new Map<string, SiteRow & { readonly cells: (CellState | null)[] }>();
  for (const cell of coverage) {
    const { task, point, op, attempt, fault } = cell;
    const key = JSON.stringify([task, point, op, attempt]);
    const row = rows.get(key) ?? { task, point, op, attempt, cells: faults.map(() => null) };
    const place = places.get(fault);
    if (place !== undefined) row.cells[place] = stateOf(cell);
    rows.set(key, row);
  }
  const all = [...rows.values()];
  const points = [...new Set(all.map(({ point }) => point))];
  const isTried = ({ cells }: SiteRow) => cells.some((cell) => cell && cell !== 'unreached');
  return all.toSorted(
    (a, b) =>
      Number(isTried(b)) - Number(isTried(a)) || points.indexOf(a.point) - points.indexOf(b.point),
  );
}

function stateOf({ state, why }: CoverageCell): CellState {
  if (state !== 'pruned') return state;
  return why === '' ? 'unreached' : why;
}

function countsOf(rows: readonly SiteRow[]): Readonly<Record<CellState, number>> {
  const counts = Object.fromEntries(cellStates.map((state) => [state, 0])) as Record<
    CellState,
    number
  >;
  for (const { cells } of rows) for (const cell of cells) if (cell) counts[cell] += 1;
  return counts;
}
