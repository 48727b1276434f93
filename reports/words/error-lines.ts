import { printable } from './printable.ts';

/** Most lines of one message, and most characters of a line. */
const mostLines = 30;
const longest = 1_000;

/** The message of an error line by line, each made fit to show: it may quote what a program printed. */
export function errorLines(message: string): readonly string[] {
  const lines = message.split('\n').map((line) => printable(line, longest));
  const told = lines.filter((line) => line !== '');
  return told.length > mostLines ? [...told.slice(0, mostLines), '…'] : told;
}
