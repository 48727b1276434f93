import { badArgument } from '../../../model/error.ts';
import { list } from './list.ts';
import type { QueueKind } from './queue-kind.ts';
import { stream } from './stream.ts';

/** Where tasks are put: a kind of queue, its key, and the Redis that holds it. */
export interface QueuePlace {
  readonly kind: QueueKind;
  readonly name: string;
  /** `redis://host:6379/0`. */
  readonly url: string;
}

/**
 * Parses `list tasks redis://127.0.0.1:6379/0`, or the same with `stream`.
 * @throws HarnessError `bad-argument`
 */
export function queuePlace(ask: string): QueuePlace {
  const [, word = '', name = '', url = ''] =
    /^(list|stream) (\S+) (rediss?:\/\/\S+)$/.exec(ask) ?? [];
  const kind = kinds[word];
  if (kind && URL.canParse(url)) return { kind, name, url };
  throw badArgument(
    "`ask` to be such as 'list tasks redis://127.0.0.1:6379' or 'stream tasks redis://127.0.0.1:6379'",
    `'${ask.replaceAll(/\/\/[^@\s]*@/g, '//…@')}'`,
    'Write `list` or `stream`, its key, and the address of its Redis, with one space between.',
  );
}

const kinds: Readonly<Record<string, QueueKind>> = { list, stream };
