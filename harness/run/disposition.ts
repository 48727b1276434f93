import type { Disposition } from '../model/trace.ts';
import { readProse } from './disposition/prose.ts';
import { meaning, readObject } from './disposition/structure.ts';

/**
 * How an answer presents itself, where the scenario has no reader of its own: an object by what it
 * says of its status, its errors and its flags, else by its text; a text by its phrases, in English,
 * German, French, Spanish and Portuguese.
 */
export function dispositionOf(answer: unknown): Disposition {
  return read(answer, 4);
}

function read(answer: unknown, depth: number): Disposition {
  if (answer === false) return 'failed';
  if (typeof answer === 'string') return readText(answer, depth);
  if (typeof answer !== 'object' || answer === null || depth === 0) return 'full';
  return readObject(answer, (value) => read(value, depth - 1));
}

function readText(text: string, depth: number): Disposition {
  const inner = /^\s*(?:```(?:json)?\s*)?([[{][^]*[\]}])\s*(?:```\s*)?$/.exec(text)?.[1];
  const parsed = inner === undefined ? undefined : parse(inner);
  if (typeof parsed === 'object') return read(parsed, depth - 1);
  return meaning(text) ?? readProse(text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
