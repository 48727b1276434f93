import type { ScenarioSummary, Summary } from '../summary/summary.ts';
import type { Finding } from '../summary/finding.ts';

/** The anchors of the page's parts, for links between them. */
export interface Links {
  /** The id of a scenario's row; null where the page has no row for it. */
  readonly scenario: (named: Pick<ScenarioSummary, 'file' | 'title'>) => string | null;
  /** The number of the finding of a check of a scenario; null where none is on the page. */
  readonly finding: (
    named: Pick<ScenarioSummary, 'file' | 'title'>,
    check: string,
  ) => number | null;
}

/** Collects the anchors of a page. */
export function linksOf({ families, findings }: Summary): Links {
  const scenarios = families.flatMap((family) => family.scenarios);
  const rows = new Map(scenarios.map((one, index) => [keyOf(one), `scenario-${index + 1}`]));
  const told = findings.filter(({ isExpected, met }) => !isExpected && met === null);
  const numbers = new Map(
    told
      .map((finding) => [keyOf(finding, finding.check), findings.indexOf(finding) + 1] as const)
      // Of several the first, which is the worst.
      .toReversed(),
  );
  return {
    scenario: (named) => rows.get(keyOf(named)) ?? null,
    finding: (named, check) => numbers.get(keyOf(named, check)) ?? null,
  };
}

function keyOf({ file, title }: Pick<Finding, 'file' | 'title'>, check: string = ''): string {
  return JSON.stringify([file, title, check]);
}

/** The title of a scenario without the name of a replay file, which the page shows elsewhere. */
export function claimOf(title: string): string {
  return title.replace(/ \([^()]*\.repro\.json\)$/, '');
}
