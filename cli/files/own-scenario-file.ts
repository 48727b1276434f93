import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';

/** Where the scenario files that artifacts name may be. */
export interface TrustScope {
  /** The folder of the command: in it, or below. */
  readonly root: string;
  /** Files that stand on the command line, absolute: wherever they are. */
  readonly named: readonly string[];
}

/** The artifact that names a scenario file. */
interface Naming {
  /** Its path, as a user would type it. */
  readonly file: string;
  /** What is done with it, as in `replay it`. */
  readonly verb: string;
  /** What to do for who trusts a file of elsewhere: `name it: brownout run …`. */
  readonly trust: string;
}

/**
 * The path of the scenario file that an artifact names. Throws `bad-artifact` where it is not there, or
 * is none of the project's: what comes from elsewhere must not say which code is run.
 */
export function ownScenarioFile(named: string, scope: TrustScope, by: Naming): string {
  const { root } = scope;
  const scenario = path.resolve(root, named);
  const expected = `the scenario file ${named}, which ${by.file} names, in ${root}`;
  if (!existsSync(scenario)) {
    const fix = `${by.verb} from the folder it was found in, or correct \`file\` in it.`;
    throw new HarnessError('bad-artifact', { expected, got: 'no such file', fix });
  }
  if (scope.named.includes(scenario) || isOwn(scenario, root)) return scenario;
  throw new HarnessError('bad-artifact', {
    expected,
    got: `${realpathSync(scenario)}, which is not of this project`,
    fix: `If you trust it, ${by.trust}.`,
  });
}

/** Whether a file lies below a folder, links resolved, and was not installed there. */
function isOwn(file: string, root: string): boolean {
  const steps = path.relative(realpathSync(root), realpathSync(file)).split(path.sep);
  return (
    steps[0] !== '..' && !path.isAbsolute(steps.join(path.sep)) && !steps.includes('node_modules')
  );
}
