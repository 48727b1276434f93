import { code, fenced, safe } from '../../markdown/escape.ts';
import { cleansed, clip } from '../../words/printable.ts';
import { resultWords } from '../../words/wording.ts';
import { suspectedCauses } from '../load-causes.ts';
import { badGates, tasksToShow, taskText } from '../load-evidence.ts';
import { loadHeadline } from '../load-words.ts';
import type {
  SeveralContext,
  SeveralLoads,
  SeveralReporter,
  SeveralTable,
} from './several-loads.ts';

/**
 * Renders several loads as GitHub Markdown, for a job summary and for whoever, or whatever, is to fix it: what was found, how
 * to see it again, and of the load that shows it what may be the cause and what tasks did.
 */
export const severalMarkdown: SeveralReporter = { name: 'markdown', file: 'md', render };

function render(loads: SeveralLoads, context: SeveralContext): string {
  const { scenario, file, result, invalid, headline, facts, strikes, tables, kind } = loads;
  const shown = loads.shown && cleansed(loads.shown);
  const doubts = loads.doubts.map((why) => `not known: ${why}`);
  const causes = [...loads.differences, ...(shown ? suspectedCauses(shown) : [])];
  const word = invalid.length > 0 ? 'INVALID' : resultWords[result];
  return `${[
    `# Brownout: ${safe(kind)}: ${safe(clip(headline, 1000))}`,
    `**${word}** · ${safe(clip(scenario, 300))} · ${code(clip(file, 200))} · ${facts.map(safe).join(' · ')}`,
    ...[...invalid.map((why) => `invalid: ${why}`), ...doubts].map(
      (why) => `> [!WARNING]\n> ${safe(why)}`,
    ),
    ...strikes.map((strike) => `Fault: ${code(strike)}`),
    tableOf(tables[0]),
    ...(causes.length > 0
      ? ['## What may be the cause', causes.map((one) => `- ${safe(clip(one, 500))}`).join('\n')]
      : []),
    '## See it again',
    fenced([cleansed(context).command]),
    ...(shown ? oneLoad(loads, context) : []),
  ].join('\n\n')}\n`;
}

/** The load that shows it: how to make it alone, what of it does not hold, what its tasks did. */
function oneLoad({ stem, shown: given }: SeveralLoads, context: SeveralContext): readonly string[] {
  if (!given) return [];
  const { again } = cleansed(context);
  const shown = cleansed(given);
  const tasks = tasksToShow(shown);
  const gates = badGates(shown);
  return [
    '## The load that shows it',
    safe(clip(loadHeadline(shown), 1000)),
    ...(gates.length > 0 ? [gates.map((one) => `- ${safe(clip(one, 500))}`).join('\n')] : []),
    ...(again === null ? [] : ['It alone, with all reports of a load:', fenced([again])]),
    `All that was counted in it, and the traces of a few of its tasks, are in \`${stem}.load.json\`.`,
    ...(tasks.length > 0 ? ['## Tasks of that load', ...tasks.flatMap(taskText)] : []),
  ];
}

function tableOf({ heads, rows }: SeveralTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const cell = (text: string) => safe(clip(text, 300));
  return [
    line(heads.map(cell)),
    line(heads.map(() => '---')),
    ...rows.map((row) => line(row.map(cell))),
  ].join('\n');
}
