/**
 * The files that a guide holds, as they would be in `folderInside()`: blocks of code whose first line
 * is a comment with a name, with the package's imports led to its source.
 */
export function filesIn(markdown: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [, name = '', text = ''] of markdown.matchAll(
    /^```ts\n\/\/ (\S+\.ts)\n([^]*?)^```$/gm,
  )) {
    files.set(
      name,
      text
        .replaceAll("'brownout/vitest'", "'../../verify.ts'")
        .replaceAll("'brownout'", "'../../index.ts'"),
    );
  }
  return files;
}
