import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeAtomically } from '../../reports/files/write.ts';
import { install } from './install.ts';
import { page } from './page.ts';
import { readCells } from './read-cells.ts';
import { inGallery, roster } from './roster.ts';
import { runAgents } from './run-agents.ts';

/**
 * `npm run gallery`: installs the agents of the gallery where they are not, runs all of them, or those that are named, and
 * writes docs/agents.md of these and the last runs of the others. `--at-once 3`: so many agents run at the same time;
 * 0 writes the page of the last runs alone.
 */
const { values, positionals } = parseArgs({
  options: { 'at-once': { type: 'string', default: '3' } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : roster.map(({ name }) => name);
const atOnce = Number(values['at-once']);
install();
const say = (line: string) => void process.stdout.write(`${line}\n`);
const broken = await runAgents(names, atOnce, say);
const agents = roster.map((entry) => ({ ...entry, cells: readCells(entry.name) }));
const day = new Date().toISOString().slice(0, 10);
const file = fileURLToPath(inGallery('../../docs/agents.md'));
await writeAtomically(
  file,
  page(
    agents.filter(({ cells }) => cells.size > 0),
    day,
  ),
);
say(`wrote ${file}`);
if (broken.length > 0) {
  say(`could not be run: ${broken.join(', ')}; see output.txt of each in .brownout/gallery`);
  process.exitCode = 1;
}
