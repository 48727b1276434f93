import { stripVTControlCharacters } from 'node:util';
import { HarnessError } from '../../model/error.ts';
import { AgentError } from './agent-error.ts';
import { parsedJson } from '../../model/json/parsed-json.ts';

/**
 * How to find the answer in a text. `last line`: the JSON at the text's end, over any number of
 * lines; else the last non-blank line. `json lines`: the last line that is a JSON object or list,
 * or the last such event of a stream (`data: {…}`). `all`: the whole text, parsed if it is JSON. Or
 * a function of the text.
 */
export type AnswerReader = 'last line' | 'json lines' | 'all' | ((text: string) => unknown);

/**
 * Reads the answer from an agent's output or reply.
 * @throws AgentError if there is none, or the scenario's function throws.
 */
export async function readAnswer(reader: AnswerReader, text: string): Promise<unknown> {
  if (typeof reader !== 'function') return readers[reader](stripVTControlCharacters(text).trim());
  try {
    return await reader(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const says = `no answer can be read in what it said (${why}): ${clip(text)}`;
    throw new AgentError(says, null, text, { cause: error });
  }
}

/** Throws `bad-argument` for a value that is no reader of answers. */
export function checkReader(reader: unknown): void {
  if (reader === undefined || typeof reader === 'function') return;
  if (typeof reader === 'string' && Object.hasOwn(readers, reader)) return;
  throw new HarnessError('bad-argument', {
    expected: "`answer` to be 'last line', 'json lines', 'all' or a function of the text",
    got: JSON.stringify(reader) ?? String(reader),
    fix: "Leave it out for the JSON that the output ends with, or its last line ('last line').",
  });
}

const readers: Readonly<
  Record<Exclude<AnswerReader, (text: string) => unknown>, (text: string) => unknown>
> = {
  all: (text) => parsedJson(text) ?? text,
  'last line': (text) => {
    const whole = parsedJson(text);
    if (whole !== undefined) return whole;
    const lines = linesOf(text);
    const last = lines.at(-1) ?? '';
    return parsedJson(last) ?? lastBlock(lines) ?? last;
  },
  'json lines': (text) => {
    for (const line of linesOf(text).toReversed()) {
      const value = parsedJson(line.replace(/^data:\s*/, ''));
      if (typeof value === 'object' && value !== null) return value;
    }
    throw new AgentError(`no line of what it said is JSON: ${clip(text)}`, null, text);
  },
};

/** The non-blank lines of a text; a carriage return ends a line, too. */
function linesOf(text: string): string[] {
  return text
    .split(/\r?\n|\r/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

/** The most lines from the end at which the last JSON may begin. */
const mostTries = 100;

/** The indented JSON at the end of the lines; undefined if there is none. */
function lastBlock(lines: readonly string[]): unknown {
  if (!/[\]}]$/.test(lines.at(-1) ?? '')) return undefined;
  let tries = 0;
  for (let from = lines.length - 2; from >= 0 && tries < mostTries; from -= 1) {
    if (!/^[[{]/.test(lines[from] ?? '')) continue;
    tries += 1;
    const value = parsedJson(lines.slice(from).join('\n'));
    if (value !== undefined) return value;
  }
  return undefined;
}

function clip(text: string): string {
  return text.length > 2000 ? `${text.slice(0, 1999)}…` : text;
}
