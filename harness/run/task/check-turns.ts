import { HarnessError } from '../../model/error.ts';
import { isObject } from '../../model/json/walk.ts';
import type { System, Task } from '../../model/scenario.ts';

/**
 * Throws `bad-scenario` where tasks have later messages that are no messages, or a system that would
 * know of no earlier one when it is asked them.
 */
export function checkTurns({ tasks, system, mutants }: Asked, what: string): void {
  const index = tasks.findIndex(({ turns }) => turns !== undefined);
  if (index === -1) return;
  for (const [n, { input, turns = [] }] of tasks.entries()) {
    const given = turns.find((turn) => isTask(turn) && !isTask(input));
    if (given === undefined) continue;
    throw new HarnessError('bad-scenario', {
      expected: `each of \`turns\` of task ${n + 1} of ${what} to be a message, as \`input\` is`,
      got: JSON.stringify(given),
      fix: "Leave out `input: …`: turns: ['And back on Sunday.']. What is expected stands in `expect` of the task.",
    });
  }
  const mutated = Object.values(mutants ?? {}).map((mutant) => mutant.system);
  const forgetful = [system, ...mutated].flatMap(listed).find(({ startsAnew }) => startsAnew);
  if (!forgetful) return;
  throw new HarnessError('bad-scenario', {
    expected: `a system that keeps a conversation, since task ${index + 1} of ${what} has \`turns\``,
    got: `${forgetful.name}, started anew for each message`,
    fix: "Give service(…) the command that goes on with a conversation, `resume: ['my-agent', '--continue', '{input}']`, or `until` on a terminal, or ask a server.",
  });
}

/**
 * Throws `bad-scenario` where a task expects more answers than it has messages, or two things of the last.
 */
export function checkAnswers({ turns = [], expect = {} }: Task, what: string): void {
  const { answers = [], answer } = expect;
  const messages = turns.length + 1;
  const isTwice = answer !== undefined && answers[turns.length] !== undefined;
  if (answers.length <= messages && !isTwice) return;
  throw new HarnessError('bad-scenario', {
    expected: isTwice
      ? `the last answer of ${what} to be expected by \`answer\` or by \`answers\``
      : `at most as many \`answers\` as ${what} has messages, ${messages}`,
    got: isTwice ? 'both' : `${answers.length}`,
    fix: 'Give one for each message in order, undefined where nothing is expected.',
  });
}

type Systems = System | readonly System[];

/** Who is asked what. */
interface Asked {
  readonly tasks: readonly Task[];
  readonly system: Systems;
  readonly mutants?: Readonly<Record<string, { readonly system: Systems }>>;
}

function isTask(value: unknown): boolean {
  if (!isObject(value) || !('input' in value)) return false;
  return Object.keys(value).every((name) => name === 'input' || name === 'expect');
}

function listed(systems: Systems): readonly System[] {
  return Array.isArray(systems) ? systems : [systems as System];
}
