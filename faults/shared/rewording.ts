import { integer, pick, type Draw } from '../../harness/model/random.ts';
import { endsIn } from './field-name.ts';
import { isObject, mapFields, type JsonObject } from '../../harness/model/json/walk.ts';
import { parsedJson } from '../../harness/model/json/parsed-json.ts';

/**
 * The JSON text of an object, written differently: its keys in another order, other spacing and,
 * with `words`, its free text in other words. The spacing depends on the attempt, so that no
 * attempt repeats the one before. Undefined for a text that is no JSON object, and for one whose
 * numbers would change.
 */
export function reworded(
  text: string,
  words: boolean,
  attempt: number,
  draw: Draw,
): string | undefined {
  const value = parsedJson(text);
  if (!isObject(value) || inexact.test(text)) return undefined;
  const field = words ? freeTextIn(value) : undefined;
  const said = mapFields(value, ([name, inner]) => [
    [name, name === field ? paraphrased(String(inner), draw) : inner],
  ]);
  const other = reordered(said, draw) as JsonObject;
  const others = spacings.map((write) => write(other)).filter((written) => written !== text);
  return others[attempt % others.length];
}

const inexact = /\d{16}|\d[eE][+-]?\d/;

/** JSON as JavaScript writes it, as Python does, and over several lines. */
const spacings: readonly ((value: JsonObject) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => (Object.keys(value).length === 0 ? '{\n}' : pythonic(value)),
  (value) => (Object.keys(value).length === 0 ? '{ }' : JSON.stringify(value, null, 2)),
];

function pythonic(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonic).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([name, inner]) => `${JSON.stringify(name)}: ${pythonic(inner)}`,
  );
  return `{${fields.join(', ')}}`;
}

function reordered(value: unknown, draw: Draw): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, draw));
  if (!isObject(value)) return value;
  const fields = Object.entries(value).map(([name, inner]) => [name, reordered(inner, draw)]);
  if (fields.length < 2) return Object.fromEntries(fields);
  const at = integer(draw, 1, fields.length - 1);
  return Object.fromEntries([...fields.slice(at), ...fields.slice(0, at)]);
}

/**
 * The field whose words do not matter: one named like a note, else the longest that holds a sentence.
 * A name, an address or a command is more than its meaning, and is none.
 */
function freeTextIn(value: JsonObject): string | undefined {
  const texts = Object.entries(value).filter((field): field is [string, string] => {
    return typeof field[1] === 'string' && field[1] !== '';
  });
  const [named] = texts.find(([name]) => endsIn(name, notes)) ?? [];
  if (named !== undefined) return named;
  const sentences = texts.filter(([name, text]) => !endsIn(name, exact) && sentence.test(text));
  return sentences.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

const notes: ReadonlySet<string> = new Set(
  (
    'reason,reasons,note,notes,description,comment,comments,message,memo,remark,remarks,summary,' +
    'explanation,justification,rationale,details'
  ).split(','),
);
const exact: ReadonlySet<string> = new Set(
  'name,title,label,address,city,query,q,search,command,cmd,code,script,sql,path,file,url,to,item,items'.split(
    ',',
  ),
);
/** Five words or more, without figures or signs. */
const sentence = /^\p{L}[\p{L}\p{M}'’-]*(,? \p{L}[\p{L}\p{M}'’-]*){4,}[.!?]?$/u;

function paraphrased(text: string, draw: Draw): string {
  const own = text.replace(/[.!?\s]+$/, '');
  const others = [`${own} (as requested)`, `As requested: ${own}`, `${own}, as the user asked`];
  return pick(draw, others);
}
