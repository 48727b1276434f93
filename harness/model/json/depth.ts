/**
 * The most levels of JSON; deeper JSON is refused, as by servers, since walking it would overflow
 * the stack.
 */
export const mostDepth = 512;

/** Whether a JSON text nests deeper than `mostDepth`. */
export function isTooDeep(text: string): boolean {
  if (text.length < 2 * mostDepth || !hasManyBrackets(text)) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === quote) i = endOfString(text, i);
    else if (unit === openList || unit === openObject) {
      depth += 1;
      if (depth > mostDepth) return true;
    } else if (unit === closeList || unit === closeObject) depth -= 1;
  }
  return false;
}

const quote = 0x22;
const openList = 0x5b;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** Found by the engine's own search, which spares nearly every text the walk. */
function hasManyBrackets(text: string): boolean {
  let left = mostDepth;
  for (const bracket of '[{') {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      left -= 1;
      if (left < 0) return true;
    }
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}
