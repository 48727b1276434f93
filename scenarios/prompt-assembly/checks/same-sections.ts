import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { sectionsIn, sentDuring } from './sent.ts';

/**
 * Each prompt of the fault phase has only sections of these names, each once, and closes each that
 * it opens, though somebody tried to write a delimiter of their own.
 */
export function sameSections(known: readonly string[]): Checker {
  return check('same-sections', (trace) => {
    const sent = sentDuring(trace);
    for (const { task, text, call } of sent) {
      const names = sectionsIn(text);
      const ends = text.match(/<\s*\/\s*section\s*>/gi) ?? [];
      const added = names.find((name, n) => !known.includes(name) || names.indexOf(name) !== n);
      if (added === undefined && ends.length === names.length) continue;
      const what = added === undefined ? 'a section is closed that is none' : 'a section was added';
      const reason = `task ${task}: ${what} (${names.join(', ')})`;
      return failed(reason, [call.start.seq], `same-sections: ${what}`);
    }
    const isTried = sent.some(({ message }) => /section/i.test(message.text));
    return isTried ? passed : unknown('nobody wrote a delimiter');
  });
}
