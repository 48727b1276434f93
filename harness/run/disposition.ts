import { HarnessError } from '../model/error.ts';
import type { Scenario } from '../model/scenario.ts';
import { shown } from '../model/strict.ts';
import { dispositions, type Disposition } from '../model/trace.ts';
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

/**
 * How an answer presents itself by the scenario's own reader; throws `bad-scenario` where that throws,
 * or gives none of the five.
 */
export function readBy({ title, disposition }: Scenario, answer: unknown): Disposition {
  const refuse = (got: string, options?: ErrorOptions): never => {
    const expected = `\`disposition\` of scenario ${JSON.stringify(title)} to return one of ${dispositions.join(', ')}`;
    const fix = 'It reads whatever the agent answers: null and plain text, too, and at once.';
    throw new HarnessError('bad-scenario', { expected, got, fix }, options);
  };
  let found: unknown;
  try {
    found = disposition(answer);
  } catch (cause) {
    return refuse(`${String(cause)} for ${shown(answer)}`, { cause });
  }
  const known = dispositions.find((one) => one === found);
  return (
    known ?? refuse(`${found instanceof Promise ? 'a Promise' : shown(found)} for ${shown(answer)}`)
  );
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
