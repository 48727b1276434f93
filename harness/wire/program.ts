import type { Ask, RunningSystem } from '../model/scenario.ts';
import { aborted } from './aborted.ts';
import { AgentError } from './agent-error.ts';
import { checkCommand, nameOfCommand, type Command } from './command.ts';
import { keepLines, quote } from './lines.ts';
import { startChild, type Child } from './process.ts';

/**
 * An agent that is a program to run once a task: the input on stdin (text as it is, else JSON), the
 * task's id in `TASK_ID`, the answer on stdout (its JSON, or its text). An exit code but 0 rejects
 * with the last lines of stderr. `crash` kills the programs that run; the next task starts anew.
 */
export async function startPerTask(command: Command): Promise<RunningSystem> {
  checkCommand(command);
  const lines = keepLines();
  const running = new Set<Child>();
  const killAll = async () => void (await Promise.all([...running].map((child) => child.kill(0))));
  const ask = async ({ id, input }: Ask, signal: AbortSignal) => {
    signal.throwIfAborted();
    const errors = keepLines();
    const sink = errors.open();
    const stdout = collector();
    const child = await startChild({
      ...command,
      env: { ...command.env, TASK_ID: id },
      lines,
      input: typeof input === 'string' ? input : (JSON.stringify(input) ?? 'null'),
      onOutput: (from, chunk) => (from === 'stderr' ? sink.push(chunk) : stdout.add(chunk)),
    });
    running.add(child);
    try {
      await aborted(AbortSignal.any([child.gone, signal, stdout.full]));
      signal.throwIfAborted();
      if (stdout.full.aborted) throw new AgentError('it printed over 32 MiB', null, '');
      sink.end();
      if (child.ended() !== 'exit code 0') throw failed(command, child, errors.last());
      return read(stdout.text());
    } finally {
      running.delete(child);
      await child.kill(0);
    }
  };
  return { ask, crash: killAll, output: () => lines.last(), close: killAll };
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
    text: () => Buffer.concat(chunks).toString('utf8').trim(),
  };
}

function failed({ command }: Command, child: Child, errors: readonly string[]): AgentError {
  const what = `${nameOfCommand(command)}: ${child.ended()}${quote(errors)}`;
  return new AgentError(what, null, errors.join('\n'));
}

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
