/** An element of parsed markup; text between elements is a plain string. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

/**
 * Parses XML, or HTML that closes what it opens. Throws a SyntaxError on anything that is not well
 * formed: tags that do not match, bare `<` or `&`, characters that XML 1.0 forbids.
 */
export function parseMarkup(markup: string): Element {
  const bad = forbidden.exec(markup);
  if (bad) throw new SyntaxError(`forbidden character ${JSON.stringify(bad[0])} at ${bad.index}`);
  const body = markup.replace(/^(?:<\?xml [^>]*\?>|<!doctype html>)\s*/, '');
  const root: Open = { name: '', attributes: {}, children: [] };
  const stack: Open[] = [root];
  let at = 0;
  while (at < body.length) at = step(body, at, stack);
  if (stack.length !== 1) throw new SyntaxError(`<${stack.at(-1)?.name ?? ''}> is not closed`);
  const elements = root.children.filter((child) => typeof child !== 'string');
  const [only] = elements;
  if (!only || elements.length !== 1) throw new SyntaxError(`${elements.length} root elements`);
  return only;
}

/** All elements of that name below this one, in document order. */
export function all(element: Element, name: string): readonly Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return [...(child.name === name ? [child] : []), ...all(child, name)];
  });
}

/** All text in an element, each run of spaces as one. */
export function textIn(element: Element): string {
  const pieces = (one: Element): readonly string[] =>
    one.children.flatMap((child) => (typeof child === 'string' ? [child] : pieces(child)));
  return pieces(element).join(' ').replace(/\s+/g, ' ').trim();
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const tag = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>/y;
const attribute = /([\w:-]+)(?:="([^"]*)")?/g;

/** Elements of HTML that never have an end tag, and those whose content is not markup. */
const empty: ReadonlySet<string> = new Set(['meta', 'br', 'col', 'input']);
const rawText: ReadonlySet<string> = new Set(['style', 'script']);

function step(body: string, at: number, stack: Open[]): number {
  const open = stack.at(-1);
  if (!open) throw new SyntaxError('more ends than starts');
  if (rawText.has(open.name)) return raw(body, at, stack, open);
  if (body[at] !== '<') {
    const next = body.indexOf('<', at);
    const end = next === -1 ? body.length : next;
    const text = unescaped(body.slice(at, end));
    if (text.trim() !== '') open.children.push(text);
    return end;
  }
  tag.lastIndex = at;
  const match = tag.exec(body);
  if (!match) throw new SyntaxError(`not a tag: ${body.slice(at, at + 60)}`);
  const [whole, slash, name = '', inner = '', selfClosing] = match;
  if (slash === '/') close(stack, name);
  else {
    const element: Open = { name, attributes: attributesOf(inner), children: [] };
    open.children.push(element);
    if (selfClosing !== '/' && !empty.has(name)) stack.push(element);
  }
  return at + whole.length;
}

function raw(body: string, at: number, stack: Open[], open: Open): number {
  const closing = `</${open.name}>`;
  const end = body.indexOf(closing, at);
  if (end === -1) throw new SyntaxError(`<${open.name}> is not closed`);
  open.children.push(body.slice(at, end));
  stack.pop();
  return end + closing.length;
}

function close(stack: Open[], name: string): void {
  const open = stack.pop();
  if (open?.name !== name) throw new SyntaxError(`</${name}> closes <${open?.name ?? ''}>`);
}

function attributesOf(inner: string): Readonly<Record<string, string>> {
  const entries = [...inner.matchAll(attribute)].map(
    ([, name = '', value = '']) => [name, unescaped(value)] as const,
  );
  if (new Set(entries.map(([name]) => name)).size < entries.length) {
    throw new SyntaxError(`an attribute twice in ${inner}`);
  }
  return Object.fromEntries(entries);
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

function unescaped(text: string): string {
  return text.replace(/&[^;\s]{0,8};?/g, (entity) => {
    const character = entities[entity];
    if (character === undefined) throw new SyntaxError(`not an entity: ${entity}`);
    return character;
  });
}
