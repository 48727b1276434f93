import { HarnessError } from '../../harness/model/error.ts';
import { loadReportSchema } from '../../harness/model/load/load-report.ts';
import type { ComparedFacts } from '../../reports/compare/facts/baseline.ts';
import { loadFactsSchema } from '../../reports/compare/facts/load-facts.ts';
import { suiteFactsSchema } from '../../reports/compare/facts/suite-facts.ts';
import { loadFacts } from '../../reports/compare/facts/read-load.ts';
import { suiteFacts } from '../../reports/compare/facts/read-suite.ts';
import { parsedArtifact } from '../../harness/model/json/artifact.ts';
import { readJson } from '../../reports/files/read.ts';
import { reportSchema } from '../../reports/summary/summary.ts';

/** The largest report that is compared (bytes). */
const mostBytes = 200 << 20;

const what = 'a report to compare';

/**
 * What is compared of `report.json`, `load.json` or a baseline. Throws `bad-artifact` for any other
 * file, one that was cut short and one of another version.
 */
export async function comparedFile(file: string): Promise<ComparedFacts> {
  const value = await readJson(file, what, mostBytes);
  if (typeof value === 'object' && value !== null) {
    const as = { file, what: 'a baseline' };
    if ('kind' in value && value.kind === 'suite') {
      return parsedArtifact(value, suiteFactsSchema, as);
    }
    if ('kind' in value && value.kind === 'load') return parsedArtifact(value, loadFactsSchema, as);
    if ('windows' in value) {
      return loadFacts(parsedArtifact(value, loadReportSchema, { file, what: 'load.json' }));
    }
    if ('families' in value) {
      return suiteFacts(parsedArtifact(value, reportSchema, { file, what: 'report.json' }));
    }
  }
  throw new HarnessError('bad-artifact', {
    expected: `report.json (run, explore), load.json or a baseline in ${file}`,
    got: 'JSON of another kind',
    fix: 'Name the file in the --out folder of the command that is compared.',
  });
}
