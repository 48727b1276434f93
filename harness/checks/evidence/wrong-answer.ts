import { asText } from '../../model/json/contains.ts';
import type { TaskRecord } from './tasks.ts';

/**
 * `: expected /^BK-/, got "Booked."`, or what it says that no answer may, of an answer that is known to
 * be wrong; empty for any other.
 */
export function wrongAnswer({ start, ending }: TaskRecord): string {
  if (ending.how !== 'answered' || ending.correct !== false) return '';
  if (ending.wrong) {
    return `: no answer may say ${start.shouldNotSay ?? 'that'}, got ${clipped(asText(ending.answer))}`;
  }
  return `: expected ${start.shouldSay ?? 'an answer'}, got ${clipped(asText(ending.answer))}`;
}

function clipped(text: string): string {
  if (text.trim() === '') return 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
