import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';
import type { Plan } from '../../harness/model/fault/plan.ts';
import type { TraceSink } from '../../harness/model/trace/sink.ts';

/**
 * Writes down what was struck, as JSON lines: first the seed and the plan, then each hit with the call
 * it struck. There are no times in it, so the same calls from the same seed give the same bytes. What
 * it is told holds no secrets any more. Throws `unreadable` where the file cannot be made.
 */
export function strikeJournal(
  file: string,
  head: { readonly seed: number; readonly plan: Plan },
): TraceSink {
  const opened = openedAt(file);
  const write = (line: object) => void writeSync(opened, `${JSON.stringify(line)}\n`);
  const calls = new Map<number, object>();
  write({ version: 1, ...head });
  return {
    take: (event) => {
      if (event.kind === 'call.start') {
        const { call, point, label, site } = event;
        calls.set(call, { call, at: point, label, site });
      }
      if (event.kind === 'fault.hit') {
        const { strike, fault, effect, delayMs } = event;
        const wait = delayMs === undefined ? {} : { delayMs };
        write({ ...calls.get(event.call), fault, effect, ...wait, strike });
      }
      if (event.kind === 'call.end') calls.delete(event.call);
    },
  };
}

function openedAt(file: string): number {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'w', 0o600);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    const says = { expected: `to write the journal ${file}`, got, fix: 'Give another --journal.' };
    throw new HarnessError('unreadable', says, { cause: error });
  }
}
