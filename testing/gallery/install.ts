import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { folders, inGallery } from './roster.ts';

/** Installs the packages of the gallery as their lock files pin them, in each folder where there are none. */
export function install(): void {
  for (const folder of folders) {
    if (existsSync(inGallery(`${folder}/node_modules`))) continue;
    const cwd = fileURLToPath(inGallery(folder));
    // The versions of the lock file; `npm ci` would refuse one without the programs of other platforms. No
    // program of the gallery needs what its package would run at its installation.
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
    execFileSync('npm', args, { cwd, stdio: 'inherit' });
  }
}
