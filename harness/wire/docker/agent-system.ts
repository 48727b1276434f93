import type { Place } from '../../model/fault/place.ts';
import type { Ask, RunningSystem } from '../../model/scenario.ts';
import { aborted } from '../process/aborted.ts';
import { askAgent, crashAgent, untilAgentReady, type ContainerAgent } from './container-agent.ts';
import { hostOf } from './host.ts';

/** What a running system needs beside its agent. */
export interface SystemParts {
  readonly hosts: Readonly<Record<string, Place>>;
  /** The last lines of output, while there is still somebody to ask for them. */
  readonly lines: () => Promise<readonly string[]>;
  readonly remove: () => Promise<void>;
}

/** An agent in a container as a system: an ask waits while the agent is being started again. */
export function agentSystem(
  agent: ContainerAgent,
  { hosts, lines, remove }: SystemParts,
): RunningSystem {
  let last: readonly string[] = [];
  let crashing: Promise<void> | null = null;
  return {
    hosts,
    ask: async (ask: Ask, signal) => {
      if (crashing) await Promise.race([crashing, aborted(signal)]);
      signal.throwIfAborted();
      return askAgent(agent, ask, signal);
    },
    crash: async () => {
      crashing ??= crashAgent(agent).finally(() => (crashing = null));
      await crashing;
    },
    output: () => last,
    close: async () => {
      last = await lines();
      await remove();
    },
  };
}

/** How long what was started again may take to be ready before it is asked all the same (ms). */
const awakeMs = 20_000;

/** The container of an agent as a place where host faults strike. */
export function agentHost(agent: ContainerAgent): Place {
  const readyMs = Math.min(agent.readyMs, awakeMs);
  // That it does not come back is a finding: the recovery will show it.
  const awake = () => untilAgentReady({ ...agent, readyMs }).catch(() => {});
  return hostOf(agent.engine, agent.id, awake);
}
