import { totalsLine, warnings } from './words/headline.ts';
import type { Case } from './junit/case.ts';
import { junitXml, type JunitSuite } from './junit/junit-xml.ts';
import { searchCases } from './junit/search-cases.ts';
import { foreignWords } from './summary/foreign.ts';
import { cleansed } from './words/printable.ts';
import type { Reporter } from './reporter.ts';
import type { ScenarioSummary, Summary } from './summary/summary.ts';
import type { Finding } from './summary/finding.ts';
import type { CheckSummary } from './summary/counts.ts';
import { findingBlock } from './text/finding.ts';
import { page } from './text/page.ts';
import { counted } from './words/wording.ts';

/**
 * Renders the summary as JUnit XML: a suite for each family, a case for each check of a scenario
 * and for each finding of a search. An inconclusive check is `skipped` with its reason, and so is
 * the rest of a run that was stopped.
 */
export const junit: Reporter = {
  name: 'junit',
  file: 'junit.xml',
  render: (summary) => renderJunit(cleansed(summary)),
};

const sheet = page({ color: false, width: 100, isWhole: true });

function renderJunit(summary: Summary): string {
  const { meta } = summary;
  const suites = [
    ...summary.families.map(({ family, scenarios }) => ({
      name: family,
      properties: propertiesOf(scenarios),
      cases: scenarios.flatMap((scenario) => [
        ...scenarioCases(scenario, summary.findings),
        ...harnessCases(scenario),
      ]),
    })),
    ...[...Map.groupBy(summary.searches, ({ family }) => family)].map(([family, searches]) => ({
      name: `${family} (search)`,
      cases: searches.flatMap((search) => searchCases(search, summary.findings)),
    })),
    { name: 'kill matrix', cases: matrixCases(summary) },
    { name: 'brownout', cases: wholeCases(summary) },
  ].filter(({ cases }) => cases.length > 0);
  const told = suites.map((suite): JunitSuite => {
    const unknown = suite.cases.filter(({ verdict }) => verdict === 'unknown').length;
    return {
      name: suite.name,
      properties: [
        ['partial', String(meta.partial)],
        ['unknown', String(unknown)],
        ...('properties' in suite ? suite.properties : []),
      ],
      cases: suite.cases,
    };
  });
  const { command: name, tookMs, startedAt } = meta;
  return junitXml({ name, tookMs, startedAt, suites: told });
}

/** The hosts that were refused, and the strikes that met no call, which are no cases. */
function propertiesOf(scenarios: readonly ScenarioSummary[]): JunitSuite['properties'] {
  const all = scenarios.flatMap(({ foreign }) => foreign);
  const hosts = new Set(all.flatMap(({ host, why }) => (why === undefined ? [host] : [])));
  const unreached = all.filter(({ why }) => why !== undefined).map(foreignWords);
  const missed = scenarios.flatMap(({ title, misses }) =>
    misses.map(({ strike, runs }) => `${strike} (${counted(runs, 'run')} of "${title}")`),
  );
  return [
    ...[...hosts].map((host) => ['refused host', host] as const),
    ...unreached.map((words) => ['not reached', words] as const),
    ...missed.map((strike) => ['never struck', strike] as const),
  ];
}

function scenarioCases(scenario: ScenarioSummary, findings: readonly Finding[]): readonly Case[] {
  const its = findings.filter(
    (one) =>
      !one.isExpected &&
      one.met === null &&
      one.family === scenario.family &&
      one.file === scenario.file &&
      one.title === scenario.title,
  );
  const { checks, variants, runs } = scenario;
  const base = {
    classname: `${scenario.family}.${scenario.file}`,
    timeMs: scenario.tookMs / Math.max(1, checks.length),
  };
  if (checks.length === 0) {
    const isMutants = runs === 0 && variants.length > 0;
    const verdict = isMutants || scenario.result === 'pass' ? 'passed' : 'unknown';
    return [
      { ...base, name: scenario.title, verdict, message: 'nothing was checked', details: '' },
    ];
  }
  return checks.map((check) => {
    const name = `${scenario.title}: ${check.check}`;
    return { ...base, name, ...verdictOf(check, scenario, its) };
  });
}

/** The error cases of a scenario: one for each way in which Brownout itself failed. */
function harnessCases({ family, file, title, harnessFailures }: ScenarioSummary): readonly Case[] {
  return harnessFailures.map(({ message, count }) => ({
    classname: `${family}.${file}`,
    timeMs: 0,
    name: `${title}: Brownout itself`,
    verdict: 'error',
    message: `went wrong in ${counted(count, 'run')}: ${message}`,
    details: '',
  }));
}

function verdictOf(
  check: CheckSummary,
  { doubts, inapplicable }: ScenarioSummary,
  findings: readonly Finding[],
): Pick<Case, 'verdict' | 'message' | 'details'> {
  const its = findings.filter((finding) => finding.check === check.check);
  const runs = check.pass + check.fail + check.unknown;
  if (check.fail > 0) {
    const message = its[0]?.reason ?? `failed in ${check.fail} of ${counted(runs, 'run')}`;
    const details = its.flatMap((one, index) => findingBlock(one, index + 1, sheet)).join('\n');
    return { verdict: 'failure', message, details };
  }
  if (check.unknown > 0) {
    const doubt = doubts.find((one) => one.check === check.check);
    const how = `unknown in ${check.unknown} of ${counted(runs, 'run')}`;
    return { verdict: 'unknown', message: doubt ? `${how}: ${doubt.reason}` : how, details: '' };
  }
  if (check.pass === 0 && check.notApplicable > 0) {
    const why = inapplicable.find((one) => one.check === check.check)?.reason ?? '';
    return { verdict: 'not-applicable', message: `not applicable: ${why}`, details: '' };
  }
  return { verdict: 'passed', message: '', details: '' };
}

function matrixCases({ matrix }: Summary): readonly Case[] {
  if (!matrix) return [];
  const { careful, mutants } = matrix;
  const { falseAlarms, unknown, runs } = careful;
  const alarms = `${counted(falseAlarms, 'false alarm')}, ${unknown} unknown in ${counted(runs, 'run')}`;
  return [
    {
      classname: 'matrix',
      name: 'careful systems are never flagged',
      timeMs: 0,
      verdict: falseAlarms > 0 ? 'failure' : runs === 0 || unknown > 0 ? 'unknown' : 'passed',
      message: alarms,
      details: '',
    },
    ...mutants.map((row): Case => ({
      classname: `matrix.${row.family}`,
      name: `${row.id} is flagged by ${row.by}`,
      timeMs: 0,
      verdict: row.flagged ? 'passed' : 'failure',
      message: `${row.by} did not flag it`,
      details: '',
    })),
  ];
}

function wholeCases(summary: Summary): readonly Case[] {
  const base = { classname: 'brownout', timeMs: 0, details: '' };
  const errors = summary.errors.map(({ file, message, lines }): Case => ({
    ...base,
    details: lines.length > 1 ? lines.join('\n') : '',
    name: `loads ${file}`,
    verdict: 'error',
    message,
  }));
  // These have cases of their own.
  const totals = { ...summary.totals, harnessFailures: 0 };
  const says = warnings({ ...summary, totals, families: [], errors: [] });
  if (summary.errors.length > 0 && !summary.meta.partial) return errors;
  if (says.length === 0) return errors;
  const message = `${says.join(' ')} ${totalsLine(summary)}.`;
  return [...errors, { ...base, name: 'runs to the end', verdict: 'unknown', message }];
}
