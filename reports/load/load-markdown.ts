import type { LoadGate, LoadReport } from '../../harness/model/load/load-report.ts';
import { code, fenced, safe } from '../markdown/escape.ts';
import { cleansed, clip } from '../words/printable.ts';
import { resultWords } from '../words/wording.ts';
import { suspectedCauses } from './load-causes.ts';
import { badTasks, taskText } from './load-evidence.ts';
import type { LoadContext, LoadReporter } from './load-reporter.ts';
import { loadHeadline, percent, time } from './load-words.ts';

/**
 * Renders a load as GitHub Markdown, for a job summary and for whoever, or whatever, is to fix it: what failed, how to see
 * it again, what may be the cause, and what the worst tasks did.
 */
export const loadMarkdown: LoadReporter = {
  name: 'markdown',
  file: 'load.md',
  render: (report, context) => renderLoad(cleansed(report), cleansed(context)),
};

function renderLoad(report: LoadReport, { command }: LoadContext): string {
  const { scenario, rate, arrivals, withinMs, mode, seed, invalid, doubts, result, file } = report;
  const word = invalid.length > 0 ? 'INVALID' : resultWords[result];
  const shown = badTasks(report);
  const causes = result === 'pass' ? [] : suspectedCauses(report);
  return `${[
    `# Brownout: ${safe(loadHeadline(report))}`,
    `**${word}** · ${safe(clip(scenario, 300))} · ${code(clip(file, 200))} · ${rate} tasks a second (${arrivals}), right within ${time(withinMs)} · ${mode}, seed ${seed}`,
    ...[
      ...invalid.map((why) => `invalid: ${why}`),
      ...doubts.map((why) => `nothing can pass: ${why}`),
    ].map((why) => `> [!WARNING]\n> ${safe(why)}`),
    gateTable(report.gates),
    phaseTable(report),
    ...(causes.length > 0
      ? ['## What may be the cause', causes.map((one) => `- ${safe(clip(one, 500))}`).join('\n')]
      : []),
    '## See it again',
    fenced([command]),
    'The traces of a few tasks are whole in `load.json`, under `kept`, and as spans in `load.otlp.json`.',
    ...(shown.length > 0 ? ['## The worst tasks', ...shown.flatMap(taskText)] : []),
  ].join('\n\n')}\n`;
}

function gateTable(gates: readonly LoadGate[]): string {
  const order = { fail: 0, unknown: 1, pass: 2 };
  const rows = gates
    .toSorted((a, b) => order[a.result] - order[b.result])
    .map(({ gate, phase, result, reason }) => {
      const verdict = result === 'fail' ? `**${resultWords.fail}**` : resultWords[result];
      return `| ${[verdict, code(gate), safe(phase), safe(clip(reason, 500))].join(' | ')} |`;
    });
  return ['| | what must hold | phase | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function phaseTable({ phases }: LoadReport): string {
  const rows = phases.map(({ name, offered, goodput, responseMs, dropped, outcomes }) => {
    const ended = Object.entries(outcomes).flatMap(([one, count]) =>
      count > 0 ? [`${count} ${one}`] : [],
    );
    const share = goodput === null ? '' : percent(goodput.value);
    const cells = [safe(name), offered, dropped, share, time(responseMs.p50), time(responseMs.p99)];
    return `| ${[...cells, ended.join(', ')].join(' | ')} |`;
  });
  return [
    '| phase | tasks | dropped | right, in time | p50 | p99 | ended |',
    '| --- | ---: | ---: | ---: | ---: | ---: | --- |',
    ...rows,
  ].join('\n');
}
