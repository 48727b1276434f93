import { readTasks, type TaskCall, type TaskRecord, type Trace } from '../../../index.ts';

/** A question of the fault phase: who asked it, and the calls for it, in order. */
export interface AskedQuestion {
  readonly text: string;
  readonly askers: readonly TaskRecord[];
  readonly calls: readonly TaskCall[];
}

/** The questions of the fault phase, with the calls at `point` for them, whoever made those. */
export function questionsOf(trace: Trace, point: string): readonly AskedQuestion[] {
  const during = readTasks(trace).tasks.filter(({ role }) => role === 'during');
  const calls = during
    .flatMap((task) => task.calls)
    .filter(({ start }) => start.point === point)
    .toSorted((a, b) => a.start.seq - b.start.seq);
  const asked = Map.groupBy(during, ({ start }) => textOf(start.input));
  asked.delete(undefined);
  return [...asked].map(([text = '', askers]) => ({
    text,
    askers,
    calls: calls.filter(({ start }) => promptOf(start.input) === text),
  }));
}

/** Whether a task was answered in full. */
export function isFull({ ending }: TaskRecord): boolean {
  return ending.how === 'answered' && ending.disposition === 'full';
}

/** Whether its caller left before the end. */
export function isWithdrawn({ hits }: TaskRecord): boolean {
  return hits.some(({ effect }) => effect === 'cancel');
}

/** Whether a fault struck what the task did elsewhere than at `point`. */
export function isStruckBeside({ calls }: TaskRecord, point: string): boolean {
  return calls.some(({ start, hits }) => start.point !== point && hits.length > 0);
}

function textOf(input: unknown): string | undefined {
  const { ask } = input as { readonly ask?: string };
  return ask;
}

/** The words of the user in a call of the model. */
function promptOf(input: unknown): string | undefined {
  const { messages = [] } = input as { readonly messages?: readonly { content?: string }[] };
  return messages.at(-1)?.content;
}
