import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import type { Message } from '../agent/message.ts';
import { sentDuring } from './sent.ts';

/** Every prompt of the fault phase holds the words that it must, whatever else is missing. */
export function mandatoryBlocks(wordsFor: (message: Message) => readonly string[]): Checker {
  return check('mandatory-blocks', (trace) => {
    const sent = sentDuring(trace);
    for (const { task, message, told, call } of sent) {
      const missing = wordsFor(message).find((words) => !told.includes(words));
      if (missing === undefined) continue;
      const what = `a prompt without "${missing}"`;
      return failed(`task ${task}: ${what}`, [call.start.seq], `mandatory-blocks: ${what}`);
    }
    return sent.length > 0 ? passed : unknown('no prompt reached the model');
  });
}
