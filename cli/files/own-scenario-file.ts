import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';

/** The scenario files that an artifact may name. */
export interface TrustScope {
  /** The folder of the command; files in it or below are allowed. */
  readonly root: string;
  /** Absolute paths of the files on the command line, which are always allowed. */
  readonly named: readonly string[];
}

/** The artifact that names a scenario file. */
interface Naming {
  /** The path relative to the folder of the command. */
  readonly file: string;
  /** What the command does with the artifact: `replay it`. */
  readonly verb: string;
  /** How to allow a file outside the project: `name it: brownout run …`. */
  readonly trust: string;
}

/**
 * The path of the scenario file that an artifact names. Throws `bad-artifact` if it is missing or
 * outside the project, since a foreign artifact must not choose which code runs.
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

/** Whether a file is below a folder, with links resolved, and outside node_modules. */
function isOwn(file: string, root: string): boolean {
  const steps = path.relative(realpathSync(root), realpathSync(file)).split(path.sep);
  return (
    steps[0] !== '..' && !path.isAbsolute(steps.join(path.sep)) && !steps.includes('node_modules')
  );
}
