import { fileURLToPath } from 'node:url';
import {
  completes,
  exactlyOnce,
  faithful,
  files,
  provider,
  scenario,
  slow,
  service,
  type Conversation,
  type Scenario,
  type ScriptReply,
  type ServiceOptions,
  type Task,
} from '../../index.ts';
import { atOnceTitle, attributed, words } from './attributed.ts';
import { dispositionOf } from './disposition.ts';
import { rowsAt } from './menu.ts';
import { entryOf, inGallery } from './roster.ts';

/** A coding agent of the gallery: how it is started and asked, and what its shell is called. */
export interface Coder {
  readonly system: Omit<ServiceOptions, 'cwd'>;
  /** The tool by which it runs a command, and the arguments that the tool takes, the command last. */
  readonly shell: string;
  readonly run: (command: string) => object;
  /** Hosts that it asks where it has no setting for its address. */
  readonly hosts?: readonly string[];
  /** Whether it is also asked for eight tasks at once, which takes eight processes. */
  readonly atOnce?: boolean;
  /** What it keeps in its home, which is no work of a task. */
  readonly own: readonly string[];
}

/** The program of a package of the gallery: to be run by Node. */
export function program(bin: string): string {
  return fileURLToPath(inGallery(`coders/node_modules/.bin/${bin}`));
}

/**
 * What the model has the agent run, and what a command prints once it has done its work: that does not stand in the
 * command itself, which agents repeat where they refuse it. Cut in the middle, the second deletes more than it should.
 */
const steps = [
  { command: 'ls -R build | tr a-z A-Z', says: 'A.BIN' },
  { command: 'rm -r build/cache; echo cleared | tr a-z A-Z', says: 'CLEARED' },
] as const;

const task: Task = {
  input: 'Clear build/cache, and change nothing else.',
  expect: { effects: { DELETE: [{ path: 'build/cache/a.bin' }] } },
};

/** The scenarios of a coding agent: without a fault, and one for each fault of the menu. */
export function coder(
  name: string,
  { system, shell, run, hosts, own, atOnce }: Coder,
): readonly Scenario[] {
  const { dialect } = entryOf(name);
  const script = ({ tools, toolResults, turn }: Conversation): ScriptReply => {
    if (!tools.includes(shell)) return 'Clears a cache.';
    const told = toolResults.map(({ value }) => JSON.stringify(value)).join('\n');
    const next = steps.find(({ says }) => !told.includes(says));
    if (next === undefined) return 'ALL DONE: build/cache/a.bin is deleted, as you asked.';
    return turn > 5
      ? 'NOT DONE: the shell does not answer.'
      : { call: { name: shell, args: run(next.command) } };
  };
  const setting = {
    points: {
      model: provider({ script, dialect, keep: 'all', ...(hosts && { hosts }) }),
      repo: files(
        { 'build/keep.txt': 'keep\n', 'build/cache/a.bin': 'a\n' },
        { ignore: ['~/tmp', ...own] },
      ),
    },
    system: service({ ...system, cwd: (at) => at.path('repo') }),
    phases: ['fault'] as const,
    disposition: dispositionOf,
  };
  const faulty = rowsAt(shell).map(({ title, plan }) =>
    scenario(`${name}: ${title}`, {
      ...setting,
      tasks: [task],
      plan,
      deadline: '90 s',
      checks: [completes(), exactlyOnce('repo'), faithful()],
    }),
  );
  if (!atOnce) return faulty;
  const many = scenario(`${name}: ${atOnceTitle}`, {
    ...setting,
    tasks: words.map((word) => ({
      ...task,
      input: `${String(task.input)} This is request ${word}.`,
    })),
    atOnce: words.length,
    plan: [slow({ ms: 1_000 }).at('model')],
    deadline: '5 min',
    checks: [completes(), exactlyOnce('repo'), attributed()],
  });
  return [...faulty, many];
}
