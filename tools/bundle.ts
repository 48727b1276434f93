import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

// Makes dist of the sources: few files, since Node takes longer to find a thousand than to run them.
const root = fileURLToPath(new URL('..', import.meta.url));
interface Knip {
  readonly workspaces: { readonly '.': { readonly entry: readonly string[] } };
}

/** What stays a file of its own: what users import or start, and what we start or load by name. */
function entries(): Readonly<Record<string, string>> {
  const { workspaces } = JSON.parse(readFileSync(path.join(root, 'knip.json'), 'utf8')) as Knip;
  const shipped = workspaces['.'].entry.filter((entry) => entry.endsWith('!'));
  const files = [...shipped.map((entry) => entry.slice(0, -1)), 'cli/main.ts', 'cli/program.ts'];
  return Object.fromEntries(
    files.map((file) => [file.replace(/\.ts$/, ''), path.join(root, file)]),
  );
}

// What a module finds beside itself is where it would be as a file of its own.
const place = '__placeOf';
const build = await rolldown({
  cwd: root,
  input: entries(),
  platform: 'node',
  external: (id) => !/^[./]/.test(id),
  plugins: [
    {
      name: 'place',
      transform: {
        filter: { code: 'import.meta.url' },
        handler: (code, id) => {
          const at = path.relative(root, id).replace(/\.ts$/, '.js');
          return { code: code.replaceAll('import.meta.url', `${place}("${at}")`), map: null };
        },
      },
      renderChunk: (code, { fileName }) => {
        const placed = code.replaceAll(
          new RegExp(`${place}\\("(.*?)"\\)`, 'g'),
          (_, at: string) => {
            const from = path.relative(path.dirname(fileName), at);
            return `new URL(${JSON.stringify(from)}, import.meta.url).href`;
          },
        );
        return placed === code ? null : { code: placed, map: null };
      },
    },
  ],
});
await build.write({
  dir: path.join(root, 'dist'),
  entryFileNames: '[name].js',
  // In a folder of ours: what stands there is told from the user's files by its path.
  chunkFileNames: 'harness/chunks/[name].js',
  sourcemap: true,
  sourcemapExcludeSources: true,
});
await build.close();
