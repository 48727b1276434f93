import type { LoadGate, LoadReport } from '../../harness/model/load/load-report.ts';
import type { Case } from '../junit/case.ts';
import { cleansed } from '../words/printable.ts';
import { loadText } from './load-text.ts';
import type { LoadContext, LoadReporter } from './load-reporter.ts';
import { loadsJunit } from './loads-junit.ts';

/**
 * Renders a load as JUnit XML: a case for each gate, and one for the load itself, an error where it was not what it
 * should be. A gate that cannot be told is `skipped` with its reason.
 */
export const loadJunit: LoadReporter = {
  name: 'junit',
  file: 'load.junit.xml',
  render: (report, context) => renderLoadJunit(cleansed(report), context),
};

function renderLoadJunit(report: LoadReport, context: LoadContext): string {
  return loadsJunit(report, context, [
    whole(report),
    ...report.gates.map((gate) => gateCase(gate, report)),
  ]);
}

/** Whether the load was what it should be, and told of the system. */
function whole(report: LoadReport): Case {
  const { invalid, doubts, cut, tookMs } = report;
  const base = { classname: classOf(report), name: 'the load itself', timeMs: tookMs };
  const details = loadText(report, { color: false, width: 100 });
  const [why] = invalid;
  if (why !== undefined) {
    return { ...base, verdict: 'error', message: `invalid: ${invalid.join('; ')}`, details };
  }
  const open = [...doubts, ...(cut === null ? [] : [cut])];
  if (open.length === 0) return { ...base, verdict: 'passed', message: '', details };
  const message = `nothing can pass: ${[...new Set(open)].join('; ')}`;
  return { ...base, verdict: 'unknown', message, details };
}

function gateCase({ gate, phase, result, reason }: LoadGate, report: LoadReport): Case {
  const verdict = result === 'pass' ? 'passed' : result === 'fail' ? 'failure' : 'unknown';
  return {
    classname: classOf(report),
    name: phase === '' ? gate : `${gate} in ${phase}`,
    timeMs: 0,
    verdict,
    message: verdict === 'passed' ? '' : reason,
    details: verdict === 'passed' ? reason : '',
  };
}

function classOf({ file, variant }: LoadReport): string {
  return variant === 'careful' ? `load.${file}` : `load.${file}.${variant}`;
}
