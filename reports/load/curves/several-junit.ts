import type { Case } from '../../junit/case.ts';
import { cleansed } from '../../words/printable.ts';
import { loadsJunit } from '../loads-junit.ts';
import type {
  SeveralCase,
  SeveralContext,
  SeveralLoads,
  SeveralReporter,
} from './several-loads.ts';
import { severalText } from './several-text.ts';

/**
 * Renders several loads as JUnit XML: a case for each level, depth or capacity, and one for the loads themselves, an error
 * where one was not what it should be. What cannot be told is `skipped` with its reason.
 */
export const severalJunit: SeveralReporter = { name: 'junit', file: 'junit.xml', render };

function render(loads: SeveralLoads, context: SeveralContext): string {
  const cases = loads.cases.map((one) => caseOf(loads, one));
  return loadsJunit(loads, cleansed(context), [whole(loads), ...cases]);
}

/** Whether the loads were what they should be, and all of them were made. */
function whole(loads: SeveralLoads): Case {
  const { invalid, doubts, tookMs } = loads;
  const details = severalText(loads, { color: false, width: 100 });
  const base = { classname: classOf(loads), name: 'the loads themselves', timeMs: tookMs, details };
  if (invalid.length > 0) {
    return { ...base, verdict: 'error', message: `invalid: ${invalid.join('; ')}` };
  }
  if (doubts.length > 0) {
    return { ...base, verdict: 'unknown', message: `not known: ${doubts.join('; ')}` };
  }
  return { ...base, verdict: 'passed', message: '' };
}

function caseOf(loads: SeveralLoads, { name, result, reason }: SeveralCase): Case {
  const verdict = result === 'pass' ? 'passed' : result === 'fail' ? 'failure' : 'unknown';
  const isPassed = verdict === 'passed';
  return {
    classname: classOf(loads),
    name,
    timeMs: 0,
    verdict,
    message: isPassed ? '' : reason,
    details: isPassed ? reason : '',
  };
}

function classOf({ stem, file, variant }: SeveralLoads): string {
  return variant === 'careful' ? `${stem}.${file}` : `${stem}.${file}.${variant}`;
}
