import { printable } from './printable.ts';

/**
 * A value as a line of at most `most` characters: text as it is, a model's turn as its text and
 * calls, any other value as JSON.
 */
export function snippet(value: unknown, most: number = 120): string {
  const text = typeof value === 'string' ? value : (turnWords(value) ?? JSON.stringify(value));
  return printable(text ?? 'nothing', most);
}

function turnWords(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('text' in value) || !('toolCalls' in value) || !Array.isArray(value.toolCalls)) return null;
  const said = typeof value.text === 'string' && value.text !== '' ? [value.text] : [];
  const calls = (value.toolCalls as readonly unknown[]).map(callWords);
  const all = [...said, ...calls];
  return all.length === 0 ? 'says nothing' : all.join('; ');
}

function callWords(call: unknown): string {
  if (typeof call !== 'object' || call === null || !('name' in call)) return 'a broken call';
  const given = 'arguments' in call && typeof call.arguments === 'string' ? call.arguments : '';
  return `calls ${String(call.name)}${given === '' || given === '{}' ? '' : ` ${given}`}`;
}
