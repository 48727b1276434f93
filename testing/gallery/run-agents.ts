import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inGallery } from './roster.ts';

const root = fileURLToPath(inGallery('../..'));

/** The folder of an agent's last runs: its traces, and what the command printed. */
export function outOf(name: string): string {
  return path.join(root, '.brownout/gallery', name);
}

/** What `brownout` is given to run an agent's scenarios, from the root of the repository. */
export function runArgs(name: string): readonly string[] {
  return ['run', `testing/gallery/agents/${name}.scenario.ts`, '--mode', 'wire', '--no-shrink'];
}

/**
 * Runs the scenarios of these agents, so many agents at once, each by a command of its own. A finding is no error; resolves
 * to the agents whose scenarios could not be run.
 */
export async function runAgents(
  names: readonly string[],
  atOnce: number,
  say: (line: string) => void,
): Promise<readonly string[]> {
  const left = [...names];
  const broken: string[] = [];
  const work = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const code = await runOne(name);
      say(`${name}: exit code ${code}, ${left.length} agents left`);
      if (code !== 0 && code !== 1 && code !== 3) broken.push(name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return broken;
}

async function runOne(name: string): Promise<number> {
  const out = outOf(name);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const log = createWriteStream(path.join(out, 'output.txt'));
  await once(log, 'open');
  const args = ['cli/main.ts', ...runArgs(name), '--workers', '1', '--out', out];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', log, log] });
  const [code] = (await once(child, 'exit')) as [number | null];
  log.end();
  return code ?? -1;
}
