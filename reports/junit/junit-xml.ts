import type { Case } from './case.ts';

/** A suite of a JUnit report. */
export interface JunitSuite {
  readonly name: string;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly cases: readonly Case[];
}

/** A whole JUnit report. */
export interface JunitReport {
  /** The command as it was typed. */
  readonly name: string;
  readonly tookMs: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly suites: readonly JunitSuite[];
}

/** A JUnit report as XML; its texts hold no control characters. */
export function junitXml({ name, tookMs, startedAt, suites }: JunitReport): string {
  const all = suites.flatMap(({ cases }) => cases);
  const attributes = { name, ...counts(all), time: seconds(tookMs) };
  const timestamp = startedAt.replace(/(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/, '');
  const content = suites.map((suite) => suiteXml(suite, timestamp)).join('\n');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element('testsuites', attributes, content),
    '',
  ].join('\n');
}

function suiteXml({ name, properties, cases }: JunitSuite, timestamp: string): string {
  const timeMs = cases.reduce((sum, each) => sum + each.timeMs, 0);
  const attributes = { name, ...counts(cases), time: seconds(timeMs), timestamp };
  const told = properties.map(([key, value]) => element('property', { name: key, value })).join('');
  const content = [element('properties', {}, told), ...cases.map(caseXml)].join('\n');
  return element('testsuite', attributes, content);
}

function caseXml({ classname, name, timeMs, verdict, message, details }: Case): string {
  const attributes = { classname, name, time: seconds(timeMs) };
  if (verdict === 'passed') {
    const says = details === '' ? '' : element('system-out', {}, escaped(details));
    return element('testcase', attributes, says);
  }
  if (isSkipped(verdict)) {
    const says = element('skipped', { message }, escaped(details));
    return element('testcase', attributes, says);
  }
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
