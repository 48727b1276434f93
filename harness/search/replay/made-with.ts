import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { MadeWith } from '../../model/trace/repro.ts';
import { version } from '../../model/version.ts';

/** The versions of Node, of Brownout, and of what the package around a scenario's file depends on. */
export function madeWith(file: string): MadeWith {
  const folder = path.dirname(path.resolve(file === '' ? 'package.json' : file));
  return { node: process.version, brownout: version(), packages: packagesAround(folder) };
}

/** They do not change while a process runs, and a search asks for each finding. */
const known = new Map<string, MadeWith['packages']>();

function packagesAround(folder: string): MadeWith['packages'] {
  const seen = known.get(folder);
  if (seen) return seen;
  const home = upwards(folder).find((one) => existsSync(path.join(one, 'package.json')));
  const packages = home === undefined ? {} : installedIn(home);
  known.set(folder, packages);
  return packages;
}

/** Not those for development: what the agent runs on is what a failure may depend on. */
function installedIn(home: string): MadeWith['packages'] {
  const { dependencies } = manifest(path.join(home, 'package.json'));
  const names = Object.keys(dependencies ?? {}).toSorted();
  return Object.fromEntries(
    names.flatMap((name) => {
      const at = upwards(home)
        .map((one) => path.join(one, 'node_modules', name, 'package.json'))
        .find((one) => existsSync(one));
      const { version: installed } = at === undefined ? {} : manifest(at);
      return typeof installed === 'string' ? [[name, installed]] : [];
    }),
  );
}

function upwards(folder: string): readonly string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}

interface Manifest {
  readonly version?: unknown;
  readonly dependencies?: Readonly<Record<string, unknown>>;
}

/** One that cannot be read says nothing: a search must not end for it. */
function manifest(file: string): Manifest {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch {
    return {};
  }
}
