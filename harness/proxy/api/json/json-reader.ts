import { badBody } from '../refusal.ts';

/**
 * Reads the JSON of a body.
 * @throws Refusal 400 for text that is not JSON.
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString('utf8');
  if (text.trim() === '') throw badBody('EOF');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw badBody(wordsOf(text, error as SyntaxError));
  }
}

/** Go's words for a key without quotes, the commonest mistake; else the words of this runtime. */
function wordsOf(text: string, { message }: SyntaxError): string {
  const [, at] = /property name.* at position (\d+)/.exec(message) ?? [];
  if (at === undefined) return message;
  return `invalid character '${text[Number(at)] ?? ''}' looking for beginning of object key string`;
}
