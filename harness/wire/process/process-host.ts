import type { HostCondition } from '../../model/fault/condition.ts';
import { HarnessError } from '../../model/error.ts';
import type { Lift, Place } from '../../model/fault/place.ts';

/** What can be done to an agent's process. */
export interface ProcessControls {
  /** Sends a signal to all of its group; false where nobody is left. */
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => boolean;
  /** Kills it, and resolves when it is dead; false where it was. */
  readonly kill: () => Promise<boolean>;
  /** Starts it where it is dead, and resolves when it is ready. */
  readonly start: () => Promise<void>;
}

/** An agent's process as a place where host faults strike: it can die, stand still, start again. */
export function processHost(controls: ProcessControls): Place {
  return {
    impose: async (condition, onHit) => {
      if (condition.on !== 'host') throw new Error(`a process bears no ${condition.toxic}`);
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
