import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { ChatCompletionAssistantMessageParam } from 'openai/resources/chat/completions';
import type { Answer } from './answer.ts';
import type { Slot } from './slot.ts';

/** A request for one part, as the model worded it. */
export type Order = Readonly<Record<string, unknown>>;

/** One step of a task, as written to its log. */
export type Entry =
  | { readonly kind: 'begin'; readonly input: unknown }
  /** The model spoke. */
  | { readonly kind: 'turn'; readonly message: ChatCompletionAssistantMessageParam }
  /** The model was told how its tool call went. */
  | { readonly kind: 'told'; readonly call: string; readonly result: string }
  /** A booking is about to be asked for. */
  | {
      readonly kind: 'intend';
      readonly slot: Slot;
      readonly key: string;
      readonly order: Order;
    }
  /** How to take it back: cancel whatever this key has made. */
  | { readonly kind: 'undo'; readonly slot: Slot; readonly key: string }
  | {
      readonly kind: 'booked';
      readonly slot: Slot;
      readonly key: string;
      readonly id: string;
    }
  /** The tool said no: this key has made nothing. */
  | { readonly kind: 'refused'; readonly key: string }
  /** From here on the task only goes back. */
  | { readonly kind: 'abandon'; readonly why: string }
  | { readonly kind: 'undone'; readonly key: string; readonly id: string | null }
  | {
      readonly kind: 'undo-failed';
      readonly slot: Slot;
      readonly key: string;
      readonly id: string | null;
      readonly why: string;
    }
  | { readonly kind: 'end'; readonly answer: Answer };

/** The history of one task; it outlives the process. */
export interface TaskLog {
  /** Oldest first; grows with `append`. */
  readonly entries: readonly Entry[];
  /** On file when it returns. */
  readonly append: (entry: Entry) => void;
}

/** Opens the log of a task under `folder`, with all that an earlier process wrote there. */
export function openTaskLog(folder: string, task: string): TaskLog {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${encodeURIComponent(task)}.jsonl`);
  const entries = existsSync(file) ? readEntries(file) : [];
  return {
    entries,
    append(entry) {
      // Synchronous: no call may leave this process before the line that announces it is written.
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
      entries.push(entry);
    },
  };
}

/** The entries of one kind, oldest first. */
export function entriesOf<K extends Entry['kind']>(
  log: TaskLog,
  kind: K,
): readonly Extract<Entry, { kind: K }>[] {
  return log.entries.filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind);
}

/** The id of the booking made under a key, or null. */
export function bookedBy(log: TaskLog, key: string): string | null {
  return entriesOf(log, 'booked').find((entry) => entry.key === key)?.id ?? null;
}

function readEntries(file: string): Entry[] {
  const bytes = readFileSync(file);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  // A kill in mid-write leaves half a line; the next append must not continue it.
  if (whole < bytes.length) truncateSync(file, whole);
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Entry);
}
