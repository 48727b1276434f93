import Table from 'cli-table3';
import type { Exploration, SearchFinding } from '../harness/model/exploration.ts';
import { planLines } from './wording.ts';

/** What a search says, for a terminal. `replays` are the commands that show its findings again. */
export function explorationText(
  exploration: Exploration,
  replays: readonly string[],
  rate: { readonly seconds: number },
): string {
  const { scenario, variant, seed, faults, sites, runs, findings } = exploration;
  const perSecond = Math.round(runs / Math.max(rate.seconds, 0.001));
  const lines = [
    `searched  ${scenario}`,
    `          ${variant}, seed ${seed}: ${faults.length} faults at ${sites} sites`,
    `          ${runs} runs in ${rate.seconds.toFixed(1)} s, ${perSecond} a second`,
    '',
    ...levelTable(exploration),
    `shown     ${shownBy(exploration)}`,
    `found     ${foundBy(findings)}`,
    ...findings.flatMap((finding, index) => findingLines(finding, index + 1, replays[index] ?? '')),
  ];
  return lines.join('\n');
}

function shownBy({ claim, stopped, difference }: Exploration): string {
  if (stopped === 'nondeterministic') {
    return `nothing: two runs of the same seed differ, at ${difference ?? 'an unknown event'}`;
  }
  const early = stopped === 'done' ? '' : ` (stopped early: ${stopped})`;
  return `${claim ?? 'nothing yet: no level was finished'}${early}`;
}

function foundBy(findings: readonly SearchFinding[]): string {
  if (findings.length === 0) return 'no way to break it';
  return findings.length === 1 ? '1 way to break it' : `${findings.length} ways to break it`;
}

function levelTable({ levels }: Exploration): readonly string[] {
  if (levels.length === 0) return [];
  const table = new Table({
    head: ['level', 'schedules', 'run', 'same kind', 'absorbed', 'audited', 'refuted', ''],
    style: { head: [], border: [], compact: true },
  });
  for (const one of levels) {
    table.push([
      one.level,
      one.schedules,
      one.run,
      one.pruned.kinds,
      one.pruned.absorbed,
      one.audited,
      one.refuted,
      one.isFinished ? 'finished' : 'not finished',
    ]);
  }
  return [table.toString(), ''];
}

function findingLines(finding: SearchFinding, number: number, replay: string): readonly string[] {
  const [first = 'no fault at all', ...rest] = planLines(finding.plan);
  return [
    '',
    `${number}. ${finding.signature}`,
    `   reason  ${finding.reason}`,
    `   plan    ${first}`,
    ...rest.map((line) => `           ${line}`),
    `   met by  ${finding.how}, run ${finding.atRun}`,
    `   replay  ${replay}`,
  ];
}
