import { printable } from './printable.ts';

/** The most lines of a message, and the most characters of a line. */
const mostLines = 30;
const longest = 1_000;

/** Splits the message of an error into printable lines. */
export function errorLines(message: string): readonly string[] {
  const lines = message.split('\n').map((line) => printable(line, longest));
  const told = lines.filter((line) => line !== '');
  return told.length > mostLines ? [...told.slice(0, mostLines), '…'] : told;
}
