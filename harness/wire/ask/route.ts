import { badArgument } from '../../model/error.ts';

/**
 * Parses a route such as `POST /chat`.
 * @throws HarnessError `bad-argument` with the name of the option.
 */
export function readRoute(text: string, option: string): { method: string; path: string } {
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(text) ?? [];
  if (method !== undefined && path !== undefined) return { method, path };
  throw badArgument(
    `${option} to be a method and a path, such as 'POST /chat'`,
    `'${text}'`,
    'Write the method in capitals, one space, and a path that begins with a slash.',
  );
}

/**
 * The path in `a2a /agents/travel`, or `usual` where only the word is written.
 * @throws HarnessError `bad-argument`
 */
export function pathAfter(word: string, ask: string, usual: string): string {
  const [first, path = usual, ...more] = ask.split(' ');
  if (first === word && path.startsWith('/') && more.length === 0) return path;
  throw badArgument(
    `\`ask\` to be '${word}' or '${word} /path'`,
    `'${ask}'`,
    `Write '${word}', one space, and a path that begins with a slash.`,
  );
}
