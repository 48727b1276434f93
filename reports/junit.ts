import { totalsLine, warnings } from './words/headline.ts';
import type { Case } from './junit/case.ts';
import { searchCases } from './junit/search-cases.ts';
import { cleansed } from './words/printable.ts';
import type { Reporter } from './reporter.ts';
import type { Finding, ScenarioSummary, Summary } from './summary/summary.ts';
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

interface Suite {
  readonly name: string;
  /** Lines about hosts that its scenarios called and that are no points. */
  readonly foreign?: readonly string[];
  readonly cases: readonly Case[];
}

const sheet = page({ color: false, width: 100, isWhole: true });

function renderJunit(summary: Summary): string {
  const { meta } = summary;
  const suites: readonly Suite[] = [
    ...summary.families.map(({ family, scenarios }) => ({
      name: family,
      foreign: [...new Set(scenarios.flatMap(({ foreign }) => foreign.map(({ host }) => host)))],
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
  const all = suites.flatMap(({ cases }) => cases);
  const attributes = { name: meta.command, ...counts(all), time: seconds(meta.tookMs) };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element('testsuites', attributes, suites.map((suite) => suiteXml(suite, summary)).join('\n')),
    '',
  ].join('\n');
}

function suiteXml({ name, cases, foreign = [] }: Suite, { meta }: Summary): string {
  const timeMs = cases.reduce((sum, each) => sum + each.timeMs, 0);
  const timestamp = meta.startedAt.replace(/(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/, '');
  const attributes = { name, ...counts(cases), time: seconds(timeMs), timestamp };
  const unknown = cases.filter(({ verdict }) => verdict === 'unknown').length;
  const properties = element(
    'properties',
    {},
    [
      ...Object.entries({ partial: meta.partial, unknown }),
      ...foreign.map((host) => ['refused host', host] as const),
    ]
      .map(([key, value]) => element('property', { name: key, value: String(value) }))
      .join(''),
  );
  return element('testsuite', attributes, [properties, ...cases.map(caseXml)].join('\n'));
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

function caseXml({ classname, name, timeMs, verdict, message, details }: Case): string {
  const attributes = { classname, name, time: seconds(timeMs) };
  if (verdict === 'passed') {
    const says = details === '' ? '' : element('system-out', {}, escaped(details));
    return element('testcase', attributes, says);
  }
  if (isSkipped(verdict)) return element('testcase', attributes, element('skipped', { message }));
  const says = element(verdict, { message, type: verdict }, escaped(details));
  return element('testcase', attributes, says);
}

function counts(cases: readonly Case[]): Readonly<Record<string, string>> {
  const having = (verdict: Case['verdict']) =>
    String(cases.filter((each) => each.verdict === verdict).length);
  const skipped = cases.filter(({ verdict }) => isSkipped(verdict)).length;
  return {
    tests: String(cases.length),
    failures: having('failure'),
    errors: having('error'),
    skipped: String(skipped),
  };
}

function isSkipped(verdict: Case['verdict']): boolean {
  return verdict === 'unknown' || verdict === 'not-applicable';
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: string = '',
): string {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const start = `<${name}${all.join('')}`;
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text with the special characters of XML escaped; the summary holds no control characters. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
