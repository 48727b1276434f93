import type { Turn } from '../../harness/model/turn.ts';
import { isObject } from '../../harness/model/json/walk.ts';

/** Whether a meaning is a model's turn, and not, say, the body of an error. */
export function isTurn(meaning: unknown): meaning is Turn {
  return isObject(meaning) && typeof meaning.text === 'string' && Array.isArray(meaning.toolCalls);
}
