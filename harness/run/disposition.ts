import { textsOf } from '../checks/evidence/mentions.ts';
import { HarnessError } from '../model/error.ts';
import type { Scenario } from '../model/scenario.ts';
import { shown } from '../model/options/strict.ts';
import { dispositions, type Claim } from '../model/trace/trace.ts';
import { claimsOf, readProse } from './disposition/prose.ts';
import { told, worded, type DispositionReading } from './disposition/reading.ts';
import { meaning, readObject } from './disposition/structure.ts';
import { parsedJson } from '../model/json/parsed-json.ts';

/**
 * How an answer presents itself by the reader of a scenario, or by ours where it has none; throws `bad-scenario` where that throws,
 * or gives none of the five.
 */
export function readBy(
  { title, disposition }: Pick<Scenario, 'title' | 'disposition'>,
  answer: unknown,
): DispositionReading {
  if (!disposition) return readByUs(answer);
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
  return known
    ? told(known)
    : refuse(`${found instanceof Promise ? 'a Promise' : shown(found)} for ${shown(answer)}`);
}

/** How an answer presents itself by our own reader. */
export function readByUs(answer: unknown): DispositionReading {
  return read(answer, mostDepth);
}

/** What the sentences of an answer, or of an error, say of something done; no claims where they say nothing of it. */
export function claimedBy(said: unknown): { readonly claims?: readonly Claim[] } {
  const sentences = textsOf(said).filter((text) => text.includes(' '));
  const claims = claimsOf(sentences.join('. '));
  return claims.length > 0 ? { claims } : {};
}

/** How far into an answer is read. */
const mostDepth = 4;

/**
 * How an answer presents itself, where the scenario has no reader of its own: an object by what it
 * says of its status, its errors and its flags, else by its text; a text by its phrases, in English,
 * German, French, Spanish and Portuguese.
 */
function read(answer: unknown, depth: number): DispositionReading {
  if (answer === false) return told('failed');
  if (typeof answer === 'string') return readText(answer, depth);
  if (typeof answer !== 'object' || answer === null) return told('full');
  if (depth === 0) return worded('full', 'failed');
  return readObject(answer, (value) => read(value, depth - 1));
}

function readText(text: string, depth: number): DispositionReading {
  const inner = /^\s*(?:```(?:json)?\s*)?([[{][^]*[\]}])\s*(?:```\s*)?$/.exec(text)?.[1];
  const parsed = inner === undefined ? undefined : parsedJson(inner);
  if (typeof parsed === 'object') return read(parsed, depth - 1);
  const isWord = text.trim().split(/[\s_-]+/).length <= mostWords;
  const word = isWord ? meaning(text) : null;
  return word ? told(word) : readProse(text);
}

/** Of a status; what is longer is a sentence. */
const mostWords = 3;
