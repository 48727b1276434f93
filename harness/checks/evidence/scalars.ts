import { isDrawn } from '../../model/json/drawn-word.ts';
import type { Turn } from '../../model/turn.ts';
import type { TaskCall } from './tasks.ts';
import { jsonOrText } from '../../model/json/parsed-json.ts';
import { uriDecoded } from '../../model/http/uri-decoded.ts';

/** A scalar of a JSON value as text, and the name of the field that holds it ('' where none does). */
export interface Scalar {
  readonly field: string;
  readonly text: string;
}

/** What a turn asks of one tool; its text asks of the tool ''. */
export interface ToolAsk {
  readonly tool: string;
  readonly scalars: readonly Scalar[];
}

/** The requests in a model's turn, in its text and in each of its calls; JSON is taken apart. */
export function asksOf(turn: unknown): readonly ToolAsk[] {
  const { text, toolCalls } = (turn ?? {}) as Partial<Turn>;
  if (typeof text !== 'string' || !Array.isArray(toolCalls)) {
    return [{ tool: '', scalars: scalarsOf(turn) }];
  }
  const calls = (toolCalls as Turn['toolCalls']).map((call) => ({
    tool: call.name,
    scalars: scalarsOf(jsonOrText(call.arguments)),
  }));
  return [{ tool: '', scalars: scalarsOf(jsonOrText(text)) }, ...calls];
}

/** The arguments of a call: in its body, in the variable parts of its path, and in its query. */
export function argumentsOf({ start }: TaskCall): readonly Scalar[] {
  const { label, input } = start;
  const isText = typeof input === 'string';
  const body = isText ? (isPath(input) ? [] : scalarsOfForm(input)) : scalarsOf(input);
  return [...body, ...scalarsOfPath(label, pathOf(start))];
}

/** The path and the query that a call asks for; '' where it has none. */
export function pathOf({ input, path }: TaskCall['start']): string {
  return typeof input === 'string' && isPath(input) ? input : (path ?? '');
}

function isPath(text: string): boolean {
  return text.startsWith('/');
}

/**
 * Whether a scalar is a remainder of another that was cut, or lost a piece: `104` of `1042`, `gre
 * tea` of `green tea`. In fields of different names only a remainder that is too long for chance
 * counts; it may end within a word.
 */
export function isLeftOf(scalar: Scalar, whole: Scalar): boolean {
  const [rest, text] = [scalar.text.trim(), whole.text.trim()];
  if (rest === '' || isSameValue(rest, text)) return false;
  if (isSameField(scalar.field, whole.field)) return lacksOnePiece(rest, text);
  const isTelling = rest.length >= (isDrawn(rest) ? 3 : 5);
  if (!isTelling) return false;
  return text.startsWith(rest) || breaksOff(rest, text);
}

/** All scalars of a JSON value except null and the empty text, each with its nearest field. */
export function scalarsOf(value: unknown, field = ''): readonly Scalar[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object') return [{ field, text: String(value) }];
  if (Array.isArray(value)) return value.flatMap((item) => scalarsOf(item, field));
  return Object.entries(value).flatMap(([name, inner]) => scalarsOf(inner, name));
}

function scalarsOfForm(text: string): readonly Scalar[] {
  if (!/^[\w.[\]-]+=[^\s{}]*$/.test(text)) return scalarsOf(text);
  return [...new URLSearchParams(text)].flatMap(([name, value]) => scalarsOf(value, name));
}

function scalarsOfPath(label: string, path: string): readonly Scalar[] {
  // Most paths have neither, and every rule about arguments asks of every call.
  if (!label.includes('/:') && !path.includes('?')) return [];
  const [where = '', query = ''] = path.split('?', 2);
  const names = label.replace(/^\S+ /, '').split('/');
  const open = where.split('/').flatMap((segment, index) => {
    const name = names[index] ?? '';
    return name.startsWith(':') ? scalarsOf(uriDecoded(segment), name.replaceAll(/\W/g, '')) : [];
  });
  return [
    ...open,
    ...(open.length > 0 ? scalarsOf(uriDecoded(where)) : []),
    ...[...new URLSearchParams(query)].flatMap(([name, value]) => scalarsOf(value, name)),
  ];
}

/** Whether two field names may mean the same: `orderId`, `order_id` and `id`. */
export function isSameField(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)];
  return a !== '' && b !== '' && (a.endsWith(b) || b.endsWith(a));
}

function plain(field: string): string {
  return field.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Whether two texts are the same value: `12.5` and `12.50`. */
export function isSameValue(one: string, other: string): boolean {
  return one === other || (one !== '' && other !== '' && Number(one) === Number(other));
}

/** Whether the text contains the remainder, from the start of a word into the middle of one. */
function breaksOff(rest: string, text: string): boolean {
  for (let at = text.indexOf(rest); at !== -1; at = text.indexOf(rest, at + 1)) {
    const isWithin = isWord(text[at - 1]) && isWord(text[at]);
    const end = at + rest.length;
    if (!isWithin && isWord(text[end - 1]) && isWord(text[end])) return true;
  }
  return false;
}

function isWord(letter: string = ''): boolean {
  return /[\p{L}\p{M}\p{N}_-]/u.test(letter);
}

/** Whether a text is another from which one piece was cut, at its end or elsewhere. */
export function lacksOnePiece(rest: string, text: string): boolean {
  if (rest.length >= text.length) return false;
  let start = 0;
  while (start < rest.length && rest[start] === text[start]) start += 1;
  return text.endsWith(rest.slice(start));
}
