import { asText } from '../../../model/json/contains.ts';
import type { TaskRecord } from '../tasks.ts';

/**
 * Words about a wrong answer: `: expected /^BK-/, got "Booked."`, or the forbidden text that it
 * contains; empty for any other answer.
 */
export function wrongAnswer({ start, ending }: Expecting): string {
  if (ending.how !== 'answered' || ending.correct !== false) return '';
  if (ending.wrong) {
    return `: no answer may say ${start.shouldNotSay ?? 'that'}, got ${clipped(asText(ending.answer))}`;
  }
  return `: expected ${start.shouldSay ?? 'an answer'}, got ${clipped(asText(ending.answer))}`;
}

/** An answer, and the event that says what is expected of it. */
interface Expecting extends Pick<TaskRecord, 'ending'> {
  readonly start: Pick<TaskRecord['start'], 'shouldSay' | 'shouldNotSay'>;
}

/** A text as a message shows it: its beginning, or `nothing`. */
export function clipped(text: string): string {
  if (text.trim() === '') return 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
