import type { HostCondition } from '../../model/fault/condition.ts';
import { HarnessError } from '../../model/error.ts';
import type { HostPlace, Lift } from '../../model/fault/place.ts';

/** The control of an agent's process. */
export interface ProcessControls {
  /** Sends a signal to the process group; false if the group is empty. */
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => boolean;
  /** Kills the process, and resolves when it is dead; false if it was dead before. */
  readonly kill: () => Promise<boolean>;
  /** Starts a dead process, and resolves when it is ready. */
  readonly start: () => Promise<void>;
}

/** Makes a process a target of host faults: kill, pause and restart. */
export function processHost(controls: ProcessControls): HostPlace {
  return {
    impose: async (condition, onHit) => {
      const { struck, lift } = await begin(condition, controls);
      if (struck) onHit(0);
      return lift;
    },
  };
}

interface Begun {
  readonly struck: boolean;
  readonly lift: Lift;
}

async function begin(
  { does }: HostCondition,
  { signal, kill, start }: ProcessControls,
): Promise<Begun> {
  if (does === 'pause') {
    return { struck: signal('SIGSTOP'), lift: async () => void signal('SIGCONT') };
  }
  if (does === 'kill') return { struck: await kill(), lift: start };
  if (does === 'restart') {
    const struck = await kill();
    await start();
    return { struck, lift: async () => {} };
  }
  throw new HarnessError('not-supported', {
    expected: 'a container, whose network and limits can be changed',
    got: 'a process',
    fix: 'Use container(...) or compose(...), or another fault: kill, pause, restart.',
  });
}
