import { loadSpec } from '../../harness/load/spec.ts';
import type { LoadOptions } from '../../harness/model/load/load-options.ts';
import type { PhaseName } from '../../harness/model/phase.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import type { Mode } from '../../harness/model/trace/trace.ts';
import { usualMode } from '../../harness/run/run.ts';
import { lengthWords } from '../terminal/length-words.ts';

/** What a search by loads is made with. */
interface Searching {
  readonly mode?: Mode;
  readonly variant?: string;
  readonly load?: LoadOptions;
}

/**
 * How long each load of a search takes at the least, in words, where it is made over sockets in real time; null under
 * virtual time, which is quick.
 */
export function wireWords(
  scenario: Scenario,
  { mode, variant = 'careful', load = {} }: Searching,
  names: readonly PhaseName[],
): string | null {
  if ((mode ?? usualMode(scenario, variant)) === 'sim') return null;
  const { phases } = loadSpec(scenario, load);
  const lastsMs = phases
    .filter((phase) => names.some((name) => name === phase.name))
    .reduce((sum, phase) => sum + phase.load.lastsMs, 0);
  return `over sockets in real time: some ten loads, each of at least ${lengthWords(lastsMs)}, and several times that where it does not tell`;
}
