import { chmodSync, existsSync, writeFileSync } from 'node:fs';

/**
 * `npm ci` in the repository ends with this: it makes `npx brownout` run the source here, as it runs
 * the package elsewhere, so that every command that is printed can be typed.
 */
const bin = 'node_modules/.bin';
if (existsSync(bin)) {
  writeFileSync(`${bin}/brownout`, '#!/usr/bin/env node\nimport("../../cli/main.ts");\n');
  chmodSync(`${bin}/brownout`, 0o755);
}
