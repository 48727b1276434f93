import { PassThrough } from 'node:stream';
import { badArgument } from '../../../model/error.ts';
import type { Ask, RunningSystem } from '../../../model/scenario.ts';
import { AgentError } from '../../agent/agent-error.ts';
import { readAnswer } from '../../agent/answer.ts';
import { textOrJson } from '../../../model/json/parsed-json.ts';
import { failed, taskEnv, type Program } from '../../agent/program.ts';
import { checkCommand, nameOfCommand } from '../../process/command.ts';
import { keepLines, quote, type Lines } from '../../process/lines.ts';
import { mark } from '../../process/process-mark.ts';
import { startChild, type Child } from '../../process/process.ts';
import { ptyCommand } from './pty-command.ts';
import { emptyScreen, matchIn, type TerminalScreen } from './screen.ts';

/** A program that is asked on a terminal. */
export interface TerminalProgram extends Omit<Program, 'by'> {
  /** What it shows when it can be asked; by default it can be once it shows nothing more. */
  readonly sign: RegExp | undefined;
  readonly readyMs: number;
  /** What it shows when it has answered; by default it has once it ends. */
  readonly until: RegExp | undefined;
}

/**
 * Makes an agent of a program that wants a terminal: it is started for each task, the input is typed
 * in, and what it then shows is its answer. With `until` it is asked the later messages of the task,
 * too. A non-zero exit code rejects with the last lines that it showed.
 */
export async function startTerminal(program: TerminalProgram): Promise<RunningSystem> {
  const { until, answer } = program;
  checkCommand(program);
  ptyCommand(program.command, program.env['PATH'] ?? '');
  const lines = keepLines(program.redact);
  const open = new Map<string, Session>();
  const closeAll = async () => {
    const closing = [...open.values()].map((session) => session.close());
    open.clear();
    await Promise.all(closing);
  };
  const ask = async (asked: Ask, signal: AbortSignal) => {
    signal.throwIfAborted();
    const { id, past = [], isLast = asked.past === undefined } = asked;
    const text = typed(textOrJson(asked.input));
    if (past.length === 0) await open.get(id)?.close();
    const kept = past.length > 0 ? open.get(id) : undefined;
    const session = kept ?? (await begin(program, asked, lines));
    open.set(id, session);
    let goesOn = false;
    try {
      if (!kept) await untilAsked(program, session, signal);
      const said = await answerIn(program, session, text, signal);
      goesOn = until !== undefined && !isLast && session.child.ended() === null;
      return await readAnswer(answer, said);
    } finally {
      if (!goesOn) {
        await session.close();
        if (open.get(id) === session) open.delete(id);
      }
    }
  };
  return { ask, crash: closeAll, output: () => lines.last(), close: closeAll };
}

/** A program on its terminal. */
interface Session {
  readonly child: Child;
  readonly screen: TerminalScreen;
  readonly keyboard: PassThrough;
  readonly lines: Lines;
  readonly close: () => Promise<void>;
}

async function begin(program: TerminalProgram, asked: Ask, all: Lines): Promise<Session> {
  const { resume, env, ownOf, redact, cwd } = program;
  const own = ownOf?.(asked.id);
  const isLater = (asked.past?.length ?? 0) > 0;
  const command = isLater ? resume : program.command;
  if (!command) throw new AgentError('the terminal of the conversation is closed', null, '');
  const screen = emptyScreen();
  const lines = keepLines(redact);
  const sink = lines.open();
  // On a terminal of its own it is in no process group of ours.
  const descendants = mark();
  const keyboard = new PassThrough();
  const child = await startChild({
    command: ptyCommand(command, env['PATH'] ?? ''),
    cwd: own?.cwd ?? cwd,
    env: {
      ...env,
      ...own?.env,
      ...taskEnv(asked),
      ...descendants.env,
    },
    redact,
    lines: all,
    input: keyboard,
    onOutput: (_, chunk) => {
      sink.push(chunk);
      screen.push(chunk);
    },
  });
  const close = async () => {
    await child.kill(0);
    await descendants.end();
  };
  return { child, screen, keyboard, lines, close };
}

/** Waits until the program can be asked. */
async function untilAsked(
  { sign, readyMs, command }: TerminalProgram,
  { child, screen, lines }: Session,
  signal: AbortSignal,
): Promise<void> {
  const stop = AbortSignal.any([signal, child.gone, AbortSignal.timeout(readyMs)]);
  const isReady = sign ? await screen.shows(sign, 0, stop) : await screen.isQuiet(stop);
  signal.throwIfAborted();
  if (isReady) return;
  const how = child.ended();
  const what = sign ? `showed nothing that matches ${String(sign)}` : 'went on showing more';
  const why = how === null ? `${what} for ${readyMs} ms` : `ended before it was asked, ${how}`;
  const says = `${nameOfCommand(command)} ${why}${quote(lines.last())}`;
  throw new AgentError(says, null, lines.last().join('\n'));
}

/** Types a text and Enter, and reads what is shown until the program has answered. */
async function answerIn(
  { until, command, ...program }: TerminalProgram,
  { child, screen, keyboard, lines }: Session,
  text: string,
  signal: AbortSignal,
): Promise<string> {
  const from = screen.size();
  const stop = AbortSignal.any([signal, child.gone, screen.full]);
  const shown = screen.shows(until ?? /(?!)/, from, stop);
  keyboard.write(`${text}\r`);
  const isShown = await shown;
  signal.throwIfAborted();
  if (screen.full.aborted) throw new AgentError('it showed over 32 MiB', null, '');
  const isWell = isShown || child.ended() === 'exit code 0';
  if (!isWell) throw failed({ ...program, command }, child, lines.last());
  const said = screen.since(from);
  const end = until && matchIn(said, until);
  const answer = (end ? said.slice(0, end.index) : said).trim();
  // Programs that edit the line show it as it is typed.
  return answer.startsWith(text) ? answer.slice(text.length).trim() : answer;
}

/** The most that a terminal takes in a line (bytes): it drops what is over. */
const mostTyped = 4000;

function typed(text: string): string {
  const got = Buffer.byteLength(text);
  // oxlint-disable-next-line no-control-regex -- control codes would be keys
  if (got <= mostTyped && !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text)) return text;
  throw badArgument(
    `an input of one line that can be typed, of at most ${mostTyped} bytes, for \`ask: 'terminal'\``,
    `${got} bytes: ${JSON.stringify(text.slice(0, 100))}`,
    "Shorten it, or ask the agent by `ask: 'stdin'`.",
  );
}
