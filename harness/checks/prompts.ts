import { HarnessError } from '../model/error.ts';
import { isObject } from '../model/json/walk.ts';
import type { Trace } from '../model/trace/trace.ts';
import type { Role } from '../model/phase.ts';
import { readTasks, type TaskCall } from './evidence/tasks.ts';

/** A prompt as a model received it, and its reply. */
export interface Prompt {
  /** The id of its task; '' where it belongs to none. */
  readonly task: string;
  /** The role of the phase in which its task was asked; `during` where it has none. */
  readonly role: Role;
  readonly call: TaskCall;
  /** The text of its instructions: of all system messages. */
  readonly told: string;
  /** The messages as they came, in the words of their dialect. */
  readonly messages: unknown;
  readonly tools: readonly OfferedTool[];
}

/** A tool that a prompt offers. */
export interface OfferedTool {
  readonly name: string;
  /** Its description as it came, in the words of the dialect. */
  readonly as: unknown;
}

/**
 * The prompts that a model received, retries as well, in order. Throws `bad-argument` where the
 * trace does not hold them whole: `keep: 'all'` of `provider(…)` has it do so.
 *
 * @example promptsOf(trace, 'model').every(({ told }) => told.includes('Never give legal advice.'))
 */
export function promptsOf(trace: Trace, point: string): readonly Prompt[] {
  const { tasks, stray } = readTasks(trace);
  const roles = new Map(tasks.map(({ id, role }) => [id, role]));
  const calls = [...tasks.flatMap((task) => task.calls), ...stray.calls];
  return calls
    .filter(({ start }) => start.point === point && start.label === 'chat')
    .filter(({ start }) => !isRefused(start.input))
    .toSorted((a, b) => a.start.seq - b.start.seq)
    .map((call) => {
      const { task, input } = call.start;
      return { task, role: roles.get(task) ?? 'during', call, ...keptIn(input, point) };
    });
}

/** Whether a request was none that a model could read. */
function isRefused(input: unknown): boolean {
  return isObject(input) && 'refused' in input;
}

function keptIn(input: unknown, point: string): Pick<Prompt, 'told' | 'messages' | 'tools'> {
  const { told, messages, tools } = isObject(input) ? input : {};
  if (typeof told === 'string') return { told, messages, tools: offered(tools) };
  throw new HarnessError('bad-argument', {
    expected: `a trace that holds the prompts of ${point} whole`,
    got: 'their last messages alone',
    fix: "Have them kept: provider({ script, keep: 'all' }).",
  });
}

/** The tools of a request: each dialect has its own words for them, and Gemini has lists of lists. */
function offered(tools: unknown): readonly OfferedTool[] {
  const all = Array.isArray(tools) ? (tools as readonly unknown[]) : [];
  return all.flatMap((tool): readonly OfferedTool[] => {
    if (!isObject(tool)) return [];
    const { functionDeclarations: inner } = tool;
    if (Array.isArray(inner)) return offered(inner);
    const { name, type } = [tool['function'], tool['toolSpec']].find(isObject) ?? tool;
    const called = typeof name === 'string' ? name : type;
    return [{ name: typeof called === 'string' ? called : '', as: tool }];
  });
}
