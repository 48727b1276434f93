import { inTextOrder } from './text-order.ts';
import { isOpen, pruneRules } from '../../../harness/model/trace/exploration.ts';
import type { CellState, SearchSummary } from '../../summary/search-summary.ts';
import type { ScenarioSummary, Summary } from '../../summary/summary.ts';
import type { Finding } from '../../summary/finding.ts';
import type { ScenarioFacts, SearchFacts, SuiteFacts } from './suite-facts.ts';

/** What is compared of a report; the same for the same results, whatever time they took. */
export function suiteFacts({ meta, families, searches, errors, findings }: Summary): SuiteFacts {
  const scenarios = families.flatMap((family) => family.scenarios.map(scenarioFacts));
  const [error] = errors;
  const told = findings.filter(({ isExpected }) => !isExpected);
  return {
    version: 1,
    kind: 'suite',
    gap: meta.partial
      ? 'it was stopped in the middle'
      : error
        ? `${error.file} could not be run: ${error.lines[0] ?? error.message}`
        : null,
    scenarios: inTextOrder(scenarios, ({ file, title }) => `${file} ${title}`),
    searches: inTextOrder(
      searches.map((search) => searchFacts(search, told)),
      ({ file, title }) => `${file} ${title}`,
    ),
  };
}

function scenarioFacts(scenario: ScenarioSummary): ScenarioFacts {
  const { file, title, variant, modes, runs, checks, seeds } = scenario;
  return {
    file,
    title,
    variant,
    modes: inTextOrder(modes, (mode) => mode),
    runs,
    checks: checks.map((one) => ({ ...one })),
    seeds: [...seeds],
  };
}

function searchFacts(search: SearchSummary, findings: readonly Finding[]): SearchFacts {
  const { file, title, variant, stopped, levels, found, doubts, faults, rows, leftOut } = search;
  const sites = rows.map(({ task, point, op, attempt, cells }) => {
    const letters = cells.map((cell) => (cell === null ? '-' : letterOf(cell))).join('');
    return [`${task} ${point} ${op} ${attempt}`, letters] as const;
  });
  return {
    file,
    title,
    variant,
    stopped,
    depth: Math.max(0, ...levels.filter((one) => one.isFinished).map(({ level }) => level)),
    found: found.map(({ check, signature, finding }) => ({
      check,
      signature,
      by: (findings[finding - 1]?.plan ?? []).map(({ fault }) => fault.name),
    })),
    doubts: [...new Set(doubts.filter(isOpen).map(({ check }) => check))],
    faults: [...faults],
    sites: Object.fromEntries(inTextOrder(sites, ([site]) => site)),
    isWhole: leftOut.rows === 0,
  };
}

function letterOf(state: CellState): string {
  if (state === 'broke') return 'b';
  const isCovered =
    state === 'struck' || state === 'idle' || pruneRules.some((rule) => rule === state);
  return isCovered ? 'c' : '.';
}
