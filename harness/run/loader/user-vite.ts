import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadConfigFromFile, type UserConfig } from 'vite';
import { HarnessError } from '../../model/error.ts';
import { ownEntries } from './own-entries.ts';

/**
 * What Vite is told of the user's modules: the paths of their tsconfig, and of the configuration of
 * their project what says how files are found and read. How they test is none of our business.
 */
export async function userVite(root: string): Promise<UserConfig> {
  const { plugins, resolve, define, json, css, assetsInclude, oxc } = await configIn(root);
  const said = { define, json, css, assetsInclude, oxc };
  const given = Object.entries(said).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(given),
    plugins: [ownEntries(), plugins],
    resolve: { tsconfigPaths: true, ...resolve },
  };
}

/** Vitest, too, looks for its own before Vite's. */
const names = ['vitest.config', 'vite.config'].flatMap((name) =>
  ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((ending) => `${name}.${ending}`),
);

async function configIn(root: string): Promise<UserConfig> {
  const name = names.find((one) => existsSync(path.join(root, one)));
  if (name === undefined) return {};
  try {
    const env = { command: 'serve', mode: 'test' } as const;
    const loaded = await loadConfigFromFile(env, path.join(root, name), root, 'silent');
    return loaded?.config ?? {};
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    const fix = 'Correct it: scenario files are loaded with its plugins, aliases and definitions.';
    const says = { expected: `${name} to load`, got, fix };
    throw new HarnessError('unreadable', says, { cause: error });
  }
}
