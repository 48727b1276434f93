/** The files of a guide: code blocks whose first line is a comment with a file name. */
export function filesIn(markdown: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [, name = '', text = ''] of markdown.matchAll(
    /^```ts\n\/\/ (\S+\.ts)\n([^]*?)^```$/gm,
  )) {
    files.set(name, text);
  }
  return files;
}
