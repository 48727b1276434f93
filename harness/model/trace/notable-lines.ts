/**
 * The lines of a program's output that tell most of how it ended, `most` of them (5 at least): the last
 * ones, and before them the last line that names an error, which a stack trace may have pushed away.
 */
export function notableLines(lines: readonly string[], most: number): readonly string[] {
  const at = lines.findLastIndex((line) => error.test(line) && !frame.test(line));
  if (at === -1 || at >= lines.length - most) return lines.slice(-most);
  const head = Math.ceil(most / 2);
  return [...lines.slice(at, at + head), '…', ...lines.slice(-(most - head - 1))];
}

/** How Node, Python, Java, Go, Rust, shells and many others begin to say what went wrong. */
const error = /\b\w*(Error|Exception)\b|^\s*(panic|fatal|error)\b.*:|panicked at/i;

const frame = /^\s*at\s/;
