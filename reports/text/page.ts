import { styleText } from 'node:util';
import { clip } from '../words/printable.ts';

/** How a terminal report is set. */
export interface TextOptions {
  readonly color: boolean;
  /** Columns; fewer than 40 are taken as 40. */
  readonly width: number;
  /** Whether answers are told to their end, as in a file. */
  readonly isWhole?: boolean;
}

/** What text is for; colour only ever repeats what the words say. */
export type Tone = 'good' | 'bad' | 'doubt' | 'dim' | 'strong';

/** A sheet to write a terminal report on. */
export interface Page {
  readonly width: number;
  /** Most characters of an answer. */
  readonly mostAnswer: number;
  readonly paint: (tone: Tone, text: string) => string;
}

/** A page as wide and colourful as asked. */
export function page({ color, width, isWhole = false }: TextOptions): Page {
  return {
    width: Math.max(40, width),
    mostAnswer: isWhole ? 4_000 : 240,
    paint: (tone, text) =>
      color && text !== '' ? styleText(styles[tone], text, { validateStream: false }) : text,
  };
}

/**
 * Text broken at spaces into lines of at most `width` columns; a word longer than a line is cut
 * into pieces, so that nothing of it is lost.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    let rest = word;
    if (current !== '' && current.length + 1 + rest.length > width) {
      lines.push(current);
      current = '';
    }
    while (rest.length > width) {
      lines.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
    current = current === '' ? rest : `${current} ${rest}`;
  }
  return current === '' && lines.length > 0 ? lines : [...lines, current];
}

/** Text in exactly `width` columns: cut, or filled with spaces. */
export function column(text: string, width: number): string {
  return clip(text, width).padEnd(width);
}

const styles: Readonly<Record<Tone, Parameters<typeof styleText>[0]>> = {
  good: 'green',
  bad: ['red', 'bold'],
  doubt: 'yellow',
  dim: 'dim',
  strong: 'bold',
};
