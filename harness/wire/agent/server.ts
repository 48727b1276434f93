import { sleep } from '../../model/clock.ts';
import { HarnessError } from '../../model/error.ts';
import type { Ask, RunningSystem } from '../../model/scenario.ts';
import { AgentError } from './agent-error.ts';
import { askedBy } from '../ask/asked-by.ts';
import type { AskAt } from '../ask/way.ts';
import { boot, type Boot, type Booted } from './boot.ts';
import { orAborted } from '../process/aborted.ts';
import { nameOfCommand } from '../process/command.ts';
import { keepLines, quote, type Lines } from '../process/lines.ts';
import { freePort } from '../process/port.ts';
import { processHost } from '../process/process-host.ts';

/** A server process, and how to ask it; `port` 0 binds a free port. */
export interface ServerOptions extends Omit<Boot, 'lines' | 'closing'> {
  readonly ask: AskAt;
}

/**
 * Starts an agent that serves many tasks from one process. An ask rejects at once when the process
 * dies, and waits while it is restarted, except by a queue, which outlives the process; `crash` keeps
 * its port and environment.
 */
export async function startServer(options: ServerOptions): Promise<RunningSystem> {
  const lines = keepLines(options.redact);
  const name = nameOfCommand(options.command);
  const closing = new AbortController();
  const { spec, booted } = await firstBoot(options, lines, closing.signal);
  let current = booted;
  let restarting: Promise<void> | null = null;
  const restart = async () => {
    await current.child.kill(0);
    if (!closing.signal.aborted) current = await boot(spec);
  };
  const asking = (askAt: AskAt) => async (asked: Ask, signal: AbortSignal) => {
    if (askAt.isQueued) return await askAt(current.address, asked, signal);
    if (restarting) await orAborted(restarting, signal);
    return await whileAlive(current, name, lines, signal, (either) =>
      askAt(current.address, asked, either),
    );
  };
  const crash = () => {
    if (closing.signal.aborted) throw new Error(`${name} is closed, and cannot crash`);
    restarting ??= restart().finally(() => (restarting = null));
    return restarting;
  };
  const close = async () => {
    closing.abort();
    await restarting?.catch(() => {});
    await current.child.kill();
    await options.ask.close?.();
  };
  const host = processHost({
    signal: (name) => current.child.ended() === null && current.child.signal(name),
    kill: async () => {
      if (current.child.ended() !== null) return false;
      await current.child.kill(0);
      return true;
    },
    start: async () => {
      if (current.child.ended() === null || closing.signal.aborted) return;
      // That it does not come back is a finding: the recovery will show it.
      await crash().catch(() => {});
    },
  });
  const output = () => lines.last();
  return {
    ...askedBy(options.ask, asking),
    crash: async () => await crash(),
    hosts: { agent: host },
    output,
    close,
  };
}

const bootTries = 3;

async function firstBoot(
  options: ServerOptions,
  lines: Lines,
  closing: AbortSignal,
): Promise<{ spec: Boot; booted: Booted }> {
  for (let tries = 1; ; tries += 1) {
    // An old server on a fixed port would be found ready, and tested in place of this one.
    const port = await freePort(options.port, `\`${nameOfCommand(options.command)}\``);
    const env = { ...options.env, PORT: String(port) };
    const spec: Boot = { ...options, env, port, lines, closing };
    try {
      return { spec, booted: await boot(spec) };
    } catch (error) {
      // Between our look and its start, somebody else may take a free port.
      const taken = error instanceof HarnessError && portTaken.test(error.got);
      if (!taken || options.port !== 0 || tries === bootTries) throw error;
    }
  }
}

const portTaken = /EADDRINUSE|address already in use/i;
const obituaryMs = 300;

async function whileAlive(
  { child }: Booted,
  name: string,
  lines: Lines,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  const either = AbortSignal.any([signal, child.gone]);
  const died = () => {
    const said = quote(lines.last());
    return new AgentError(`${name} died: ${child.ended()}${said}`, null, lines.last().join('\n'));
  };
  if (child.gone.aborted) throw died();
  try {
    return await orAborted(work(either), either);
  } catch (error) {
    signal.throwIfAborted();
    // Its connections break before the system reports its death.
    const answered = error instanceof AgentError && error.status !== null;
    if (!answered) await sleep(obituaryMs, child.gone);
    throw child.gone.aborted ? died() : error;
  }
}
