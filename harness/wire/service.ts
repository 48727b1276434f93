import { HarnessError } from '../model/error.ts';
import type { Ask, At, RunningSystem, System } from '../model/scenario.ts';
import { askByHttp, readRoute, type AskAt } from './ask-http.ts';
import type { Ready } from './boot.ts';
import { childEnv, type InheritEnv } from './child-env.ts';
import { nameOfCommand } from './command.ts';
import { startPerTask } from './program.ts';
import type { ProxyChoice } from './proxy-env.ts';
import { startServer } from './server.ts';

/** How to start an agent in a process of its own, and how to ask it. */
export interface ServiceOptions {
  /** The program and its arguments, one word an entry; no shell reads it. */
  readonly command: readonly string[];
  /** Where it runs; the folder the harness runs in where left out. */
  readonly cwd?: string;
  /** Variables it gets, such as the address of each point. `PORT` here fixes its port. */
  readonly env?: (at: At) => Readonly<Record<string, string>>;
  /**
   * How to tell that it is ready: `GET /health` (asked until it answers 2xx), or a pattern for a
   * line of its output, whose first group may be its URL or port. Where left out, it is ready when
   * it accepts connections on its port; with a function for `ask`, as soon as it runs.
   */
  readonly ready?: string | RegExp;
  /** How long that may take, in ms; 15,000 where left out. */
  readonly readyMs?: number;
  /**
   * `POST /chat`: JSON `{ id, input }` there, answered with JSON or text. `stdin`: a process a task,
   * which reads the input and prints the answer. Or a function that asks in its own way.
   */
  readonly ask: string | AskAt;
  /** The JSON to send in place of `{ id, input }`. */
  readonly body?: (ask: Ask) => unknown;
  /** Which variables it inherits; all but secrets where left out. */
  readonly inheritEnv?: InheritEnv;
  /** Which HTTP proxy it is told of; `refuse` where left out: hosts that are no point are refused. */
  readonly proxy?: ProxyChoice;
}

/**
 * An agent as a process of its own, in any language. It is told its port in `PORT`, and answers at
 * `http://127.0.0.1:PORT`. All that it starts is killed with it. The host faults kill, pause and
 * restart strike it by the name of `agent`.
 * @example service({ command: ['python3', 'agent.py'], ready: 'GET /health', ask: 'POST /chat' })
 */
export function service(options: ServiceOptions): System {
  check(options);
  return {
    name: nameOfCommand(options.command),
    modes: ['wire'],
    ...(options.ask !== 'stdin' && { hosts: ['agent'] }),
    start: (at) => start(options, at),
  };
}

function check({ command, ask, ready, readyMs = 15_000 }: ServiceOptions): void {
  if (command.length === 0) throw bad('a command', 'an empty one', 'Give at least the program.');
  if (typeof ask === 'string' && ask !== 'stdin') readRoute(ask, '`ask`');
  if (typeof ready === 'string') readRoute(ready, '`ready`');
  if (ask === 'stdin' && ready !== undefined) {
    throw bad('no `ready` with `ask: stdin`', String(ready), 'Leave `ready` out.');
  }
  if (!(readyMs > 0 && readyMs <= mostReadyMs)) {
    throw bad('`readyMs` between 1 and 600,000', String(readyMs), 'Give milliseconds.');
  }
}

const mostReadyMs = 600_000;

async function start(options: ServiceOptions, at: At): Promise<RunningSystem> {
  const { command, cwd = process.cwd(), ask, readyMs = 15_000 } = options;
  const given = options.env?.(at) ?? {};
  const { inheritEnv: inherit, proxy } = options;
  const env = childEnv({ given, inherit, proxy, refusing: at.proxy });
  if (ask === 'stdin') return await startPerTask({ command, cwd, env });
  const askAt = typeof ask === 'string' ? askByHttp(ask, options.body) : ask;
  const fallback: Ready = typeof ask === 'string' ? 'port' : 'running';
  const ready = options.ready ?? fallback;
  // A PORT of the harness's own environment is not meant for the agent.
  const port = Number(given['PORT'] ?? 0);
  return await startServer({ command, cwd, env, port, ready, readyMs, ask: askAt });
}

function bad(expected: string, got: string, fix: string): HarnessError {
  return new HarnessError('bad-argument', { expected, got, fix });
}
