import { styleText } from 'node:util';
import { clip } from '../words/printable.ts';

/** How a text report is laid out. */
export interface TextOptions {
  readonly color: boolean;
  /** The width in columns, at least 40. */
  readonly width: number;
  /** Whether answers are printed in full, as in a file. */
  readonly isWhole?: boolean;
}

/** The meaning of a text's colour; the words say the same without colour. */
export type Tone = 'good' | 'bad' | 'doubt' | 'dim' | 'strong';

/** The layout functions of a text report. */
export interface Page {
  readonly width: number;
  /** The most characters of an answer. */
  readonly mostAnswer: number;
  readonly paint: (tone: Tone, text: string) => string;
}

/** Makes a page with this width and colour. */
export function page({ color, width, isWhole = false }: TextOptions): Page {
  return {
    width: Math.max(40, width),
    mostAnswer: isWhole ? 4_000 : 240,
    paint: (tone, text) =>
      color && text !== '' ? styleText(styles[tone], text, { validateStream: false }) : text,
  };
}

/**
 * Breaks text at spaces into lines of at most `width` columns; cuts longer words, and loses no
 * character.
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

/** Cuts or pads text to exactly `width` columns. */
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
