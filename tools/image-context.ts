import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtPackage, setup } from '../cli/testing/built-package.ts';

// Makes .brownout/image: what the Dockerfile needs, built already, for machines without a registry.
const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.join(root, '.brownout/image');
const files = ['package.json', 'dist', 'schemas', 'cli/template'];

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly link?: boolean }>>;
}

const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
// An optional companion of a package of ours, large, that nothing here loads.
const isIdle = /^node_modules\/(@typescript\/|typescript$)/;
const packages = Object.entries(lock.packages).flatMap(([folder, { dev, link }]) =>
  !folder.startsWith('node_modules/') || dev || link || isIdle.test(folder) ? [] : [folder],
);

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
setup();
cpSync(path.join(root, 'Dockerfile'), path.join(target, 'Dockerfile'));
for (const file of files) {
  cpSync(path.join(builtPackage, file), path.join(target, file), { recursive: true });
}
for (const file of packages) {
  const from = path.join(root, file);
  // Optional packages are there for this platform alone.
  if (!existsSync(from)) continue;
  cpSync(from, path.join(target, file), { recursive: true, dereference: true, filter: isWanted });
}
process.stdout.write(`${target}: ${packages.length} packages at most\n`);

/** Packages inside packages are in the lock by themselves; their tests are for their makers. */
function isWanted(file: string): boolean {
  const inner = path.relative(root, file);
  return !/^node_modules\/.+\/node_modules$|\.(test|spec)\.\w+$/.test(inner);
}
