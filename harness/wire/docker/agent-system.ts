import type { HostPlace } from '../../model/fault/place.ts';
import type { Ask, RunningSystem } from '../../model/scenario.ts';
import { askedBy } from '../ask/asked-by.ts';
import { aborted } from '../process/aborted.ts';
import { askAgent, crashAgent, untilAgentReady, type ContainerAgent } from './container-agent.ts';
import { hostOf } from './host.ts';

/** The parts of a running system beside its agent. */
export interface SystemParts {
  readonly hosts: Readonly<Record<string, HostPlace>>;
  /** Reads the last lines of output, while the container exists. */
  readonly lines: () => Promise<readonly string[]>;
  readonly remove: () => Promise<void>;
}

/** Makes a system of an agent in a container; an ask waits while the agent is restarted. */
export function agentSystem(
  agent: ContainerAgent,
  { hosts, lines, remove }: SystemParts,
): RunningSystem {
  let last: readonly string[] = [];
  let crashing: Promise<void> | null = null;
  return {
    hosts,
    ...askedBy(agent.askAt, (askAt) => async (ask: Ask, signal) => {
      if (askAt.isQueued) return askAt(agent.address, ask, signal);
      if (crashing) await Promise.race([crashing, aborted(signal)]);
      signal.throwIfAborted();
      return askAgent({ ...agent, askAt }, ask, signal);
    }),
    crash: async () => {
      crashing ??= crashAgent(agent).finally(() => (crashing = null));
      await crashing;
    },
    output: () => last,
    close: async () => {
      last = await lines();
      await remove();
      await agent.askAt.close?.();
    },
  };
}

/** The most time for a restarted agent to get ready before it is asked anyway (ms). */
const awakeMs = 20_000;

/** The container of an agent, as a target of host faults. */
export function agentHost(agent: ContainerAgent): HostPlace {
  const readyMs = Math.min(agent.readyMs, awakeMs);
  // That it does not come back is a finding: the recovery will show it.
  const awake = () => untilAgentReady({ ...agent, readyMs }).catch(() => {});
  return hostOf(agent.engine, agent.id, awake);
}
