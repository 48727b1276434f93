import { join } from 'node:path';
import { toMs } from '../../model/options/duration.ts';
import type { At, RunningSystem, System } from '../../model/scenario.ts';
import { askerOf, listens } from '../ask/index.ts';
import { childEnv } from './child-env.ts';
import { nameOfCommand, type Command } from '../process/command.ts';
import { writeFiles } from './files.ts';
import { isLed, proxyOf } from './proxy-env.ts';
import { mark } from '../process/process-mark.ts';
import { startPerTask, type Program } from './program.ts';
import { startTerminal } from '../ask/terminal/terminal.ts';
import { startServer } from './server.ts';
import { checkService, isPerTask, type ServiceOptions } from './service-options.ts';
import { tempFolder, type TempFolder } from '../process/temp-folder.ts';

/**
 * An agent in its own process, in any language. A server gets its port in `PORT`, and listens at
 * `http://127.0.0.1:PORT`; a program is run once for each task. Every process that it starts is
 * killed with it. The host faults kill, pause and restart strike it by the name `agent`.
 * @example service({ command: ['python3', 'agent.py'], ready: 'GET /health', ask: 'POST /chat' })
 * @example service({ command: ['codex', 'exec', '{input}'], ask: 'argument', files: { 'a.ts': '' } })
 */
export function service(options: ServiceOptions): System {
  checkService(options);
  const { proxy = 'refuse' } = options;
  return {
    name: nameOfCommand(options.command),
    modes: ['wire'],
    ...(!isPerTask(options.ask) && { hosts: ['agent'] }),
    ...(isPerTask(options.ask) && { perTask: true }),
    ...(isPerTask(options.ask) && !options.resume && !options.until && { startsAnew: true }),
    ...(isLed(proxy) && { proxy }),
    start: (at) => start(options, at),
  };
}

async function start(options: ServiceOptions, at: At): Promise<RunningSystem> {
  const { command, files = {}, inheritEnv: inherit, proxy = 'refuse' } = options;
  const cwdAt = (told: At) => (typeof options.cwd === 'function' ? options.cwd(told) : options.cwd);
  const cwd = cwdAt(at) ?? (options.files ? at.scratch : process.cwd());
  const home = options.home === 'inherit' ? undefined : homeFor(at);
  const descendants = mark();
  const release = async () => {
    await descendants.end();
    home?.remove();
  };
  try {
    writeFiles(files, at, home?.path ?? '');
    const given = options.env?.(at) ?? {};
    // That of the harness may be none, or say that there are no colours.
    const term = options.ask === 'terminal' ? { TERM: 'xterm-256color' } : {};
    const env = childEnv({ given: { ...term, ...given }, inherit, proxy, at, home: home?.path });
    const temp = at.home !== undefined && home ? tempIn(at.home) : {};
    // A PORT of the harness's own environment is not meant for the agent.
    const port = Number(given['PORT'] ?? 0);
    const placed = {
      command,
      cwd,
      env: { ...env, ...temp, ...given, ...descendants.env },
      redact: at.redact,
    };
    const { forTask } = at;
    const ownOf =
      forTask &&
      ((task: string) => ({
        env: envAt(options, forTask(task)),
        cwd: cwdAt(forTask(task)) ?? cwd,
      }));
    const running = await run(options, { ...placed, ownOf }, port);
    return { ...running, env: given, close: () => running.close().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The variables of one task. */
function envAt({ env, proxy = 'refuse' }: ServiceOptions, at: At) {
  return { ...(isLed(proxy) && proxyOf(at)), ...env?.(at) };
}

/** The one that the run looks into; else one of its own. */
function homeFor({ home }: At): TempFolder {
  return home === undefined ? tempFolder('home') : { path: home, remove: () => {} };
}

function tempIn(home: string): Readonly<Record<string, string>> {
  const path = join(home, 'tmp');
  return { TMPDIR: path, TMP: path, TEMP: path };
}

async function run(
  options: ServiceOptions,
  { ownOf, ...command }: Command & Pick<Program, 'ownOf'>,
  port: number,
) {
  const { ask, answer = 'last line', resume, readyWithin = '15 s' } = options;
  if (isPerTask(ask)) {
    const program = { ...command, answer, resume, ownOf };
    if (ask !== 'terminal') return await startPerTask({ ...program, by: ask });
    const { until, ready } = options;
    const sign = ready instanceof RegExp ? ready : undefined;
    return await startTerminal({ ...program, sign, until, readyMs: toMs(readyWithin) });
  }
  const askAt = askerOf(ask, options);
  const ready = options.ready ?? (listens(ask, askAt) ? 'port' : 'running');
  const readyMs = toMs(readyWithin);
  return await startServer({ ...command, port, ready, readyMs, ask: askAt });
}
