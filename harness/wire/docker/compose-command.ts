import { HarnessError } from '../../model/error.ts';
import { aborted } from '../process/aborted.ts';
import { keepLines, quote } from '../process/lines.ts';
import { startChild } from '../process/process.ts';

/** The output of a Compose command, and how it ended. */
export interface Composed {
  /** How the command ended: `exit code 0`, or another end. */
  readonly ended: string;
  readonly lines: readonly string[];
}

/** A project of Compose, and its files; `closing` ends its commands early. */
export interface ComposeCommand {
  readonly project: string;
  readonly files: readonly string[];
  readonly folder: string;
  readonly closing: AbortSignal;
}

/** The most time for a command (ms); pulling and building images takes minutes. */
const mostMs = 900_000;

/** Runs `docker compose`, or `docker-compose` where the former is not there. */
export async function compose(what: ComposeCommand, ...words: string[]): Promise<Composed> {
  const { project, files, folder, closing } = what;
  const program = await (found ??= find());
  const named = files.flatMap((file) => ['-f', file]);
  const options = ['-p', project, '--project-directory', folder, ...named];
  return run([...program, ...options, ...words], folder, closing);
}

let found: Promise<readonly string[]> | undefined;

async function find(): Promise<readonly string[]> {
  const never = new AbortController().signal;
  for (const program of [['docker', 'compose'], ['docker-compose']]) {
    const { ended } = await run([...program, 'version'], process.cwd(), never).catch(() => none);
    if (ended === 'exit code 0') return program;
  }
  found = undefined;
  throw new HarnessError('missing-part', {
    expected: 'the command docker compose or docker-compose, for compose()',
    got: 'neither',
    fix: 'Install it (Debian: apt-get install docker-compose); `brownout doctor` looks for it.',
  });
}

const none: Composed = { ended: 'not found', lines: [] };

async function run(
  command: readonly string[],
  cwd: string,
  closing: AbortSignal,
): Promise<Composed> {
  const lines = keepLines();
  const env = process.env as Readonly<Record<string, string>>;
  const child = await startChild({ command, cwd, env, lines });
  await aborted(AbortSignal.any([child.gone, closing, AbortSignal.timeout(mostMs)]));
  await child.kill();
  return { ended: child.ended() ?? 'no end', lines: lines.last() };
}

/** The end and the output of a command, for an error message. */
export function messageOf({ ended, lines }: Composed): string {
  return `${ended}${quote(lines)}`;
}
