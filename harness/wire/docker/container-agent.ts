import { sleep } from '../../model/clock.ts';
import { HarnessError } from '../../model/error.ts';
import type { Ask } from '../../model/scenario.ts';
import { AgentError } from '../agent/agent-error.ts';
import { send } from '../ask/send.ts';
import type { AskAt } from '../ask/way.ts';
import { quote } from '../process/lines.ts';
import { httpProbe, untilReady, type Probe } from '../agent/ready.ts';
import { refusal, unless } from './docker-api.ts';
import type { Engine } from './engine.ts';
import { logsOf } from './logs.ts';

/** An agent in a running container, and how to ask it. */
export interface ContainerAgent {
  readonly engine: Engine;
  readonly id: string;
  /** The name in messages: `python:3.13-slim`, `agent of docker-compose.yml`. */
  readonly name: string;
  /** The address of its published port on this machine. */
  readonly address: string;
  /** `GET /health`, a pattern of a line of output, `healthy`, `running`, or any answer by HTTP. */
  readonly ready: string | RegExp | undefined;
  readonly readyMs: number;
  readonly askAt: AskAt;
  /** Ends all waiting when it aborts. */
  readonly closing: AbortSignal;
}

/**
 * Waits until the agent is ready.
 * @throws HarnessError `system-died` or `system-not-ready`, with its last lines.
 */
export async function untilAgentReady(agent: ContainerAgent): Promise<void> {
  const { name, ready, readyMs, closing } = agent;
  const dead = new AbortController();
  const stop = AbortSignal.any([closing, dead.signal, AbortSignal.timeout(readyMs)]);
  const watching = watchDeath(agent, stop).then((how) => {
    if (how !== null) dead.abort();
    return how;
  });
  const problem = await untilReady(probeOf(agent), stop);
  if (problem === null) {
    dead.abort();
    return;
  }
  const how = await watching;
  const said = quote(await linesOf(agent));
  throw new HarnessError(how === null ? 'system-not-ready' : 'system-died', {
    expected: `${name} to ${signOf(ready)} within ${readyMs} ms`,
    got: `${how ?? problem}${said}`,
    fix:
      how === null
        ? 'Have it listen on `port` at 0.0.0.0 agent, or change `ready` or `readyWithin`.'
        : 'Run it by hand with docker run, and see why it ends.',
  });
}

/** Asks the agent; if its container died, the error says so. */
export async function askAgent(
  agent: ContainerAgent,
  ask: Ask,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return await agent.askAt(agent.address, ask, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AgentError && error.status !== null) throw error;
    // Its connections break before the engine knows of its death.
    const stop = AbortSignal.any([signal, AbortSignal.timeout(obituaryMs)]);
    const how = await watchDeath(agent, stop);
    signal.throwIfAborted();
    if (how === null) throw error;
    const lines = await linesOf(agent);
    const says = `${agent.name} died: ${how}${quote(lines)}`;
    throw new AgentError(says, null, lines.join('\n'), { cause: error });
  }
}

/** Kills the agent, starts it again, and waits until it is ready. */
export async function crashAgent(agent: ContainerAgent): Promise<void> {
  const container = agent.engine.docker.getContainer(agent.id);
  await unless(container.unpause(), 404, 409, 500);
  await unless(container.kill(), 409);
  await unless(container.start(), 304);
  await untilAgentReady(agent);
}

/** The last lines of its output. */
export async function linesOf({ engine, id }: ContainerAgent): Promise<readonly string[]> {
  return (await logsOf(engine.docker, id)).map(({ text }) => text);
}

async function deathOf({ engine, id }: ContainerAgent): Promise<string | null> {
  try {
    const { State } = await engine.docker.getContainer(id).inspect();
    if (State.Running || State.Restarting) return null;
    return State.OOMKilled ? 'out of memory' : `exit code ${State.ExitCode}`;
  } catch (error) {
    return refusal(error).status === 404 ? 'its container was removed' : null;
  }
}

const obituaryMs = 1500;
const lookMs = 50;

async function watchDeath(agent: ContainerAgent, stop: AbortSignal): Promise<string | null> {
  for (;;) {
    const how = await deathOf(agent);
    if (how !== null || stop.aborted) return how;
    await sleep(lookMs, stop);
  }
}

function probeOf(agent: ContainerAgent): Probe {
  const { engine, id, address, ready } = agent;
  if (ready === 'running') return async () => null;
  if (ready === 'healthy') return healthProbe(agent);
  if (ready instanceof RegExp) {
    const once = new RegExp(ready.source, ready.flags.replace(/[gy]/g, ''));
    return async () => {
      const lines = await logsOf(engine.docker, id);
      return lines.some(({ text }) => once.test(text)) ? null : `no line that matches ${once}`;
    };
  }
  if (ready !== undefined) return httpProbe(address, ready);
  return async (signal) => {
    // What listens on this machine is the engine, which accepts for an agent that does not yet.
    await send(address, { method: 'GET', path: '/' }, signal);
    return null;
  };
}

function healthProbe({ engine, id }: ContainerAgent): Probe {
  return async () => {
    const { State } = await engine.docker.getContainer(id).inspect();
    const status = State.Health?.Status ?? 'without a health check';
    return status === 'healthy' ? null : `it is ${status}`;
  };
}

function signOf(ready: ContainerAgent['ready']): string {
  if (ready === undefined) return 'answer by HTTP';
  if (ready instanceof RegExp) return `print a line that matches ${String(ready)}`;
  if (ready === 'healthy') return 'be healthy';
  return ready === 'running' ? 'run' : `answer ${ready} with 2xx`;
}
