import { textOrJson } from '../../model/json/parsed-json.ts';
import type { Ask, RunningSystem } from '../../model/scenario.ts';
import { aborted } from '../process/aborted.ts';
import { AgentError } from './agent-error.ts';
import { readAnswer, type AnswerReader } from './answer.ts';
import { checkCommand, nameOfCommand, type Command } from '../process/command.ts';
import { keepLines, quote } from '../process/lines.ts';
import { taskHeaders } from '../../model/trace/trace-context.ts';
import { startChild, type Child } from '../process/process.ts';

/** A program that is run once for each task. */
export interface Program extends Command {
  /**
   * How the program gets the input: on stdin, or as the argument in place of `{input}`, else as the
   * last one.
   */
  readonly by: 'stdin' | 'argument';
  readonly answer: AnswerReader;
  /** The command for the later messages of a task, which goes on with its conversation. */
  readonly resume?: readonly string[] | undefined;
  /** The working folder of one task, and variables beside those of all tasks. */
  readonly ownOf?: ((task: string) => Pick<Command, 'cwd' | 'env'>) | undefined;
}

/**
 * Makes an agent of a program that is run for each message: it gets the input (text, else JSON),
 * `TASK_ID`, `TASK_TURN` (the number of the message, from 1), W3C `TRACEPARENT` and `BAGGAGE`, and prints the answer on stdout. A non-zero exit code
 * rejects with the last lines of stderr. `crash` kills the running programs.
 */
export async function startPerTask(program: Program): Promise<RunningSystem> {
  const { by, answer, ownOf, resume, ...first } = program;
  checkCommand(first);
  const lines = keepLines(first.redact);
  const running = new Set<Child>();
  const killAll = async () => void (await Promise.all([...running].map((child) => child.kill(0))));
  const ask = async (asked: Ask, signal: AbortSignal) => {
    signal.throwIfAborted();
    const { past = [] } = asked;
    const command = past.length > 0 && resume ? { ...first, command: resume } : first;
    const own = ownOf?.(asked.id);
    const errors = keepLines(command.redact);
    const sink = errors.open();
    const stdout = collector();
    const text = textOrJson(asked.input);
    const child = await startChild({
      ...command,
      ...own,
      ...(by === 'stdin' ? { input: text } : { command: withInput(command.command, text) }),
      env: { ...command.env, ...own?.env, ...taskEnv(asked) },
      lines,
      onOutput: (from, chunk) => (from === 'stderr' ? sink.push(chunk) : stdout.add(chunk)),
    });
    running.add(child);
    try {
      await aborted(AbortSignal.any([child.gone, signal, stdout.full]));
      signal.throwIfAborted();
      if (stdout.full.aborted) throw new AgentError('it printed over 32 MiB', null, '');
      sink.end();
      if (child.ended() !== 'exit code 0') throw failed(command, child, errors.last());
      return await readAnswer(answer, stdout.text());
    } finally {
      running.delete(child);
      await child.kill(0);
    }
  };
  return { ask, crash: killAll, output: () => lines.last(), close: killAll };
}

/** The variables that tell a program its task and which message it is asked. */
export function taskEnv({ id, past = [] }: Ask): Readonly<Record<string, string>> {
  const { traceparent, baggage } = taskHeaders(id);
  const turn = String(past.length + 1);
  return { TASK_ID: id, TASK_TURN: turn, TRACEPARENT: traceparent, BAGGAGE: baggage };
}

/** The placeholder of the input in a command. */
export const inputMark = '{input}';

function withInput(command: readonly string[], input: string): readonly string[] {
  if (!command.some((word) => word.includes(inputMark))) return [...command, input];
  return command.map((word) => word.replaceAll(inputMark, () => input));
}

const mostBytes = 32 * 1024 * 1024;

function collector() {
  const full = new AbortController();
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    full: full.signal,
    add: (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) full.abort();
      else chunks.push(chunk);
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

/** The error of a program that did not exit well, with its last lines. */
export function failed({ command }: Command, child: Child, errors: readonly string[]): AgentError {
  const what = `${nameOfCommand(command)}: ${child.ended()}${quote(errors)}`;
  return new AgentError(what, null, errors.join('\n'));
}
