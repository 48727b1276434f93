import { HarnessError } from '../model/error.ts';
import { foldersOf, type Scenario } from '../model/scenario.ts';

/** Throws `not-supported` where a scenario that is put under load has a folder: it is for one task. */
export function demandNoFolder({ points }: Scenario): void {
  const [name] = foldersOf(points).keys();
  if (name === undefined) return;
  throw new HarnessError('not-supported', {
    expected: 'a scenario without a folder to be put under load',
    got: `the folder ${name}, which is made anew for each task`,
    fix: 'Put a scenario without files(…) under load; `brownout run` runs this one.',
  });
}
