import { HarnessError } from '../../harness/model/error.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { scenarioFiles } from './scenario-files.ts';
import { scenariosIn } from './scenarios-in.ts';

/** The scenario that a pattern names, and its file; `verb` is what is to be done with it. */
export async function oneScenario(
  pattern: string,
  title: string | undefined,
  verb: string,
): Promise<{ readonly scenario: Scenario; readonly file: string }> {
  const [file = '', ...more] = await scenarioFiles([pattern], process.cwd());
  const scenarios = more.length > 0 ? [] : await scenariosIn(file, process.cwd());
  const fitting = scenarios.filter((one) => title === undefined || one.title === title);
  const [scenario] = fitting;
  if (scenario && fitting.length === 1) return { scenario, file };
  const titles = scenarios.map((one) => `"${one.title}"`).join(', ');
  throw new HarnessError('bad-argument', {
    expected: `one scenario to ${verb}`,
    got:
      more.length > 0 ? `${more.length + 1} files in ${pattern}` : `of ${titles} ${fitting.length}`,
    fix: more.length > 0 ? 'Name one file.' : 'Choose one with --title.',
  });
}
