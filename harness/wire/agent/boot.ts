import { HarnessError } from '../../model/error.ts';
import { cannotStart, nameOfCommand, type Command } from '../process/command.ts';
import { quote, type Lines } from '../process/lines.ts';
import { startChild, type Child } from '../process/process.ts';
import { httpProbe, portProbe, untilReady, type Probe } from './ready.ts';

/**
 * When a server is ready: `GET /health` replies 2xx; or a line of output matches (a first group
 * that is a URL or a port becomes the address); `port`: it accepts connections; `running`: at once.
 */
export type Ready = string | RegExp;

/** A server process to start, which gets its port from the environment. */
export interface Boot extends Command {
  readonly port: number;
  readonly ready: Ready;
  readonly readyMs: number;
  readonly lines: Lines;
  /** Stops the start when it aborts. */
  readonly closing: AbortSignal;
}

/** A ready server process. */
export interface Booted {
  readonly child: Child;
  readonly address: string;
}

/**
 * Starts a server process, and waits until it is ready.
 * @throws HarnessError `system-died` or `system-not-ready` with its last lines, after it was
 * killed.
 */
export async function boot(spec: Boot): Promise<Booted> {
  const watch = readiness(spec);
  try {
    const child = await startChild(spec);
    const stop = AbortSignal.any([child.gone, spec.closing, AbortSignal.timeout(spec.readyMs)]);
    const problem = await untilReady(watch.probe, stop);
    if (problem === null && child.ended() === null) return { child, address: watch.address() };
    const ended = child.ended();
    await child.kill(0);
    throw ended === null ? notReady(spec, problem ?? '') : died(spec, ended);
  } finally {
    watch.end();
  }
}

interface Readiness {
  readonly probe: Probe;
  readonly address: () => string;
  readonly end: () => void;
}

function readiness({ ready, port, lines }: Boot): Readiness {
  const address = `http://127.0.0.1:${port}`;
  if (ready instanceof RegExp) return lineReadiness(ready, address, lines);
  const probe: Probe =
    ready === 'running'
      ? async () => null
      : ready === 'port'
        ? portProbe(address)
        : httpProbe(address, ready);
  return { probe, address: () => address, end: () => {} };
}

function lineReadiness(pattern: RegExp, otherwise: string, lines: Lines): Readiness {
  // Without g and y, which would make the pattern remember where it matched last.
  const once = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
  let found: RegExpExecArray | null = null;
  const end = lines.watch((line) => (found ??= once.exec(line)));
  return {
    probe: async () => (found ? null : `no line that matches ${String(pattern)}`),
    address: () => addressIn(found?.[1]) ?? otherwise,
    end,
  };
}

function addressIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return `http://127.0.0.1:${text}`;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  // Servers print the address they listen on, and nobody can be asked at "all of them".
  return text.replace(/\/\/(0\.0\.0\.0|\[::\]|\*)(?=[:/]|$)/, '//127.0.0.1').replace(/\/+$/, '');
}

function died(spec: Boot, ended: string): HarnessError {
  const got = `${ended} before it was ready${quote(spec.lines.last())}`;
  const fix = `Run it by hand, with PORT=${spec.port}, and see why it ends.`;
  return cannotStart(spec, got, fix);
}

function notReady(spec: Boot, problem: string): HarnessError {
  const { command, ready, readyMs, port, lines } = spec;
  const sign =
    ready instanceof RegExp
      ? `print a line that matches ${String(ready)}`
      : ready === 'port'
        ? `accept connections at 127.0.0.1:${port}`
        : `answer ${ready} at 127.0.0.1:${port} with 2xx`;
  return new HarnessError('system-not-ready', {
    expected: `\`${nameOfCommand(command)}\` to ${sign} within ${readyMs} ms`,
    got: `${problem}${quote(lines.last())}`,
    fix: 'Have it listen on the port in the variable PORT, or change `ready` or `readyWithin`.',
  });
}
