import { parsedJson } from '../../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../model/json/walk.ts';
import type { Redactor } from '../../model/redaction/redactor.ts';

/** The redactor of texts. */
export type Texts = Pick<Redactor, 'text'>;

/**
 * Texts without secrets. A model may say one in pieces, of which none looks like a secret: pieces that
 * stand in the same place of successive events are read as one text.
 */
export function cleanTexts(
  texts: readonly (string | null)[],
  redactor: Texts,
): readonly (string | null)[] {
  const [only] = texts;
  // A body that is one JSON value is read as that, over all its lines.
  if (texts.length === 1 && typeof only === 'string' && parsedJson(only) !== undefined) {
    return [redactor.text(only)];
  }
  const lines = texts.map((text) => text?.split('\n') ?? null);
  const parsed: Line[] = [];
  for (const [frame, own] of lines.entries()) {
    for (const [at, line] of (own ?? []).entries()) {
      const [, before = '', json = '', after = ''] = jsonLine.exec(line) ?? [];
      const value = json === '' ? undefined : parsedJson(json);
      if (isObject(value)) parsed.push({ frame, at, before, after, value });
      else if (own) own[at] = redactor.text(line);
    }
  }
  const joined = joinPieces(parsed, redactor);
  for (const line of parsed) {
    const own = lines[line.frame];
    const json = JSON.stringify(line.value);
    const clean = redactor.text(json);
    // A line without a secret stays as it came, to the byte.
    const isChanged = clean !== json || joined.has(line);
    if (own && isChanged) own[line.at] = `${line.before}${clean}${line.after}`;
  }
  return lines.map((own) => own?.join('\n') ?? null);
}

/** The object in a line of events, of a list that comes in pieces, or of JSON lines. */
const jsonLine = /^((?:data: ?)?[[,]?)(\{.*\})(\]?\r?)$/;

/** One line of a text, and the JSON in it. */
interface Line {
  readonly frame: number;
  readonly at: number;
  readonly before: string;
  readonly after: string;
  readonly value: JsonObject;
}

/** Puts a text whose pieces make a secret, without it, into the first of them; gives the lines it changed. */
function joinPieces(lines: readonly Line[], { text }: Texts): ReadonlySet<Line> {
  const places = new Map<string, Piece[]>();
  for (const line of lines) {
    eachText(line.value, '', (place, holder, name) => {
      const known = places.get(place);
      if (known) known.push({ line, holder, name });
      else places.set(place, [{ line, holder, name }]);
    });
  }
  const changed = new Set<Line>();
  for (const pieces of places.values()) {
    if (pieces.length < 2) continue;
    const said = pieces.map(({ holder, name }) => holder[name] as string).join('');
    const clean = text(said);
    if (clean === said) continue;
    for (const [index, { line, holder, name }] of pieces.entries()) {
      holder[name] = index === 0 ? clean : '';
      changed.add(line);
    }
  }
  return changed;
}

/** One text of a line: the member of that name. */
interface Piece {
  readonly line: Line;
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

/** Visits each text in a value, with its place: the names that lead to it, and which block it is of. */
function eachText(
  value: unknown,
  place: string,
  visit: (place: string, holder: Record<string, unknown>, name: string) => void,
): void {
  if (Array.isArray(value)) for (const one of value) eachText(one, `${place}[]`, visit);
  if (!isObject(value)) return;
  const { index, output_index: output, item_id: item } = value;
  const own = `${place}#${String(index)},${String(output)},${String(item)}`;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string') visit(`${own}.${name}`, value, name);
    else eachText(inner, `${own}.${name}`, visit);
  }
}
