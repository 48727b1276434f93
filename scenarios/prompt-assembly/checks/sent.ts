import { promptsOf, readTasks, type Prompt, type Trace } from '../../../index.ts';
import type { Message } from '../agent/message.ts';

/** A prompt of the fault phase, and the message that it was made for. */
export interface Sent extends Prompt {
  readonly message: Message;
  /** All of its text: instructions, and whatever its messages say. */
  readonly text: string;
}

/** The prompts that the model received in the fault phase, in order. */
export function sentDuring(trace: Trace): readonly Sent[] {
  const inputs = new Map(readTasks(trace).tasks.map(({ id, start }) => [id, start.input]));
  return promptsOf(trace, 'model')
    .filter(({ role, task }) => role === 'during' && inputs.has(task))
    .map((prompt) => ({
      ...prompt,
      message: inputs.get(prompt.task) as Message,
      text: [prompt.told, ...stringsIn(prompt.messages)].join('\n'),
    }));
}

/** The names of the sections of a prompt, in order, each as often as it is opened. */
export function sectionsIn(text: string): readonly string[] {
  return [...text.matchAll(/<\s*section name="([^"]*)">/gi)].map(([, name = '']) => name);
}

/** The names of the tools that a prompt offers, in order. */
export function toolNames({ tools }: Prompt): readonly string[] {
  return tools.map(({ name }) => name);
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
