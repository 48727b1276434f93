import type { Ask, RunningSystem } from '../../model/scenario.ts';
import { aborted } from '../process/aborted.ts';
import { AgentError } from './agent-error.ts';
import { readAnswer, type AnswerReader } from './answer.ts';
import { checkCommand, nameOfCommand, type Command } from '../process/command.ts';
import { keepLines, quote } from '../process/lines.ts';
import { taskHeaders } from '../../model/trace/trace-context.ts';
import { startChild, type Child } from '../process/process.ts';

/** A program to run once a task. */
export interface Program extends Command {
  /** How it gets the input: on stdin, or as an argument in place of `{input}`, or as the last one. */
  readonly by: 'stdin' | 'argument';
  readonly answer: AnswerReader;
  /** Variables of one task, beside those of all. */
  readonly envOf?: ((task: string) => Readonly<Record<string, string>>) | undefined;
}

/**
 * An agent that is a program to run once a task: it gets the input (text as it is, else JSON) and, in
 * `TASK_ID`, the task's id, with W3C `TRACEPARENT` and `BAGGAGE`; the answer is on stdout. An exit code but 0 rejects with the last lines of
 * stderr. `crash` kills the programs that run; the next task starts anew.
 */
export async function startPerTask(program: Program): Promise<RunningSystem> {
  const { by, answer, envOf, ...command } = program;
  checkCommand(command);
  const lines = keepLines(command.redact);
  const running = new Set<Child>();
  const killAll = async () => void (await Promise.all([...running].map((child) => child.kill(0))));
  const ask = async ({ id, input }: Ask, signal: AbortSignal) => {
    signal.throwIfAborted();
    const errors = keepLines(command.redact);
    const sink = errors.open();
    const stdout = collector();
    const { traceparent, baggage } = taskHeaders(id);
    const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? 'null');
    const child = await startChild({
      ...command,
      ...(by === 'stdin' ? { input: text } : { command: withInput(command.command, text) }),
      env: {
        ...command.env,
        ...envOf?.(id),
        TASK_ID: id,
        TRACEPARENT: traceparent,
        BAGGAGE: baggage,
      },
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

/** Where `{input}` stands in a command. */
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

function failed({ command }: Command, child: Child, errors: readonly string[]): AgentError {
  const what = `${nameOfCommand(command)}: ${child.ended()}${quote(errors)}`;
  return new AgentError(what, null, errors.join('\n'));
}
