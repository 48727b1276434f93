import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of test users: it has its own package, so that `brownout` is not the repository. */
export const users: string = path.join(root, '.brownout/users');

const modules = path.join(users, 'node_modules');

/** The unpacked package, where all folders of `folderInside()` find it as `brownout`. */
export const builtPackage: string = path.join(modules, 'brownout');

/** The archive of the package. */
export const builtArchive: string = path.join(modules, 'brownout.tgz');

/** The main file of the package's command. */
export const builtMain: string = path.join(builtPackage, 'dist/cli/main.js');

/**
 * Packs the package unless the packed one has the same files. Vitest's global setup for tests of the
 * command, which starts twice as fast from the package as from source; the image and `npm run package`
 * are made of it, too, since to build it takes longer than to test it.
 */
export function setup(): void {
  const made = path.join(modules, 'brownout.made-from');
  const digest = digestOfSources();
  if (fs.existsSync(made) && fs.readFileSync(made, 'utf8') === digest) return;
  fs.mkdirSync(modules, { recursive: true });
  fs.writeFileSync(path.join(users, 'package.json'), '{ "type": "module", "private": true }');
  const options = { cwd: root, encoding: 'utf8', stdio: 'pipe' } as const;
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', modules], options);
  const [, archive = ''] = /"filename": "(.*?)"/.exec(packed) ?? [];
  fs.renameSync(path.join(modules, archive), builtArchive);
  fs.rmSync(builtPackage, { recursive: true, force: true });
  fs.mkdirSync(builtPackage);
  execFileSync('tar', ['-xzf', builtArchive, '-C', builtPackage, '--strip-components=1'], options);
  fs.writeFileSync(made, digest);
}

function digestOfSources(): string {
  const hash = createHash('sha256');
  const sources = '{cli,docs,faults,harness,reports,schemas}/**/*.{ts,mjs,json,md}';
  const exclude = (name: string) => name.endsWith('.test.ts');
  const others = ['tools/bundle.ts', '*.{json,md,ts}'];
  for (const file of fs.globSync([sources, ...others], { cwd: root, exclude }).toSorted()) {
    hash.update(file).update(fs.readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}
