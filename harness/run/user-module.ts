import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * A module of the user's, loaded by Node itself. It is an ES module wherever it looks like one, also
 * in a package of `"type": "commonjs"`, which is what `npm init` makes: vitest takes it so, too.
 */
export async function userModule(file: string): Promise<object> {
  isHooked ||= hook();
  return (await import(pathToFileURL(file).href)) as object;
}

let isHooked = false;

function hook(): true {
  registerHooks({
    load: (url, context, nextLoad) =>
      context.format?.startsWith('commonjs') && isOurs(url) && looksLikeModule(url)
        ? nextLoad(url, { ...context, format: context.format.replace('commonjs', 'module') })
        : nextLoad(url, context),
  });
  return true;
}

/** What is installed says itself, and rightly, what it is. */
function isOurs(url: string): boolean {
  return url.startsWith('file:') && !url.includes('/node_modules/') && !/\.cts$|\.cjs$/.test(url);
}

function looksLikeModule(url: string): boolean {
  const text = readFileSync(fileURLToPath(url), 'utf8');
  return /^\s*(import\s*['"{*\w]|export\s+(default|const|let|var|async|function|class|type|interface|\{|\*))/m.test(
    text,
  );
}
