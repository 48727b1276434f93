import { eventsOf } from '../../index.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { outcomeWords } from '../../reports/words/wording.ts';
import { atOnceTitle } from './attributed.ts';
import { rowsAt } from './menu.ts';
import { versionOf, type Entry } from './roster.ts';
import { runArgs } from './run-agents.ts';

/** An agent with its last runs, by the name of the fault. */
export interface Shown extends Entry {
  readonly cells: ReadonlyMap<string, RunRecord>;
}

/** The page of the gallery, of agents that were run on this day (`2026-11-29`). */
export function page(agents: readonly Shown[], day: string): string {
  const tables = [
    ['Coding agents', 'coders'],
    ['Agents of frameworks', 'frameworks'],
  ] as const;
  const parts = tables.map(([heading, folder]) => {
    const its = agents.filter((one) => one.in === folder);
    return `## ${heading}\n\n${tableOf(its)}\n`;
  });
  const found = agents.map(findingsOf).join('\n');
  return [head(day), ...parts, attribution(agents), `## What was found\n\n${found}`].join('\n');
}

const head = (day: string) => `# Real agents

Open-source agents, unchanged, under the faults of [the menu](search.md#the-menu) that a model can have. Written by \`npm run gallery\` on ${day}, from one run a cell on
the wire; on another day, machine or version it may come out otherwise.

A coding agent is asked to clear \`build/cache\`: its model lists the folder by the agent's shell, then says \`rm -r build/cache\`. An agent of a framework is asked to order 12 boxes of
green tea: its model looks at the stock, then calls the tool that orders. **The fault strikes the second turn, once** (\`each time\`: it and every repeat). The model is a script that says again what
was not done, as long as it is asked, up to its sixth turn. A task has 90 s, the start of the agent included.

An agent that says nothing and exits with code 0 counts as one that says that all is well. \`not struck\`: the fault had nothing to strike, such as a stream where the agent asks for
whole replies. *In doubt*: a check could not tell.
`;

/** Whose calls were told apart, with eight tasks open together. */
function attribution(agents: readonly Shown[]): string {
  const rows = agents.flatMap(({ name, cells }) => {
    const record = cells.get(atOnceTitle);
    if (!record) return [];
    const calls = eventsOf(record.trace, 'call.start');
    const orphans = calls.filter(({ task }) => task === '').length;
    const verdict = record.verdicts.find(({ check }) => check === 'attributed')?.verdict;
    const word = { pass: 'to the right task', fail: '**to a wrong task**', unknown: 'not all' };
    const said = verdict && verdict.result in word ? word[verdict.result as keyof typeof word] : '';
    return [`| ${name} | ${calls.length} | ${orphans} | ${said} |`];
  });
  return `## Eight tasks at once

Eight tasks are open together, each with a word of its own. A call is attributed rightly where the word of its task, and no other, stands in what it asks
the model, the shop or the folder for: an agent in process by its async context, a program by the address of its task. A program that reads the
address from a file in its home, which its tasks share, cannot be told apart; the run says so, and is unknown.

| | calls | of no task | the others are attributed |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

/** A table: a row for each fault, a column for each agent. */
function tableOf(agents: readonly Shown[]): string {
  const rows = rowsAt('any').map(
    ({ title }) =>
      `| \`${title}\` | ${agents.map(({ cells }) => cellOf(cells.get(title))).join(' | ')} |`,
  );
  const heads = agents.map((one) => `${one.name} ${versionOf(one) ?? ''}`.trim());
  return [`| | ${heads.join(' | ')} |`, `| --- |${' --- |'.repeat(heads.length)}`, ...rows].join(
    '\n',
  );
}

function cellOf(record: RunRecord | undefined): string {
  if (!record) return '';
  if (record.trace.plan.length > 0 && eventsOf(record.trace, 'fault.hit').length === 0) {
    return 'not struck';
  }
  const [first] = record.outcomes;
  if (!first) return 'no outcome';
  const word = outcomeWords[first.outcome];
  if (record.result === 'fail') return `**${word}**`;
  return record.result === 'unknown' ? `${word}, in doubt` : word;
}

/** What was found of an agent: how it was run, and each failed check with its reason. */
function findingsOf(agent: Shown): string {
  const { name, of, asked, dialect, cells } = agent;
  const calls = [...cells.values()].flatMap(({ trace }) => eventsOf(trace, 'call.end'));
  const isStreamed = calls.some(({ point, streamed }) => point === 'model' && streamed === true);
  const how = `asked by ${asked}; speaks \`${dialect}\`, ${isStreamed ? 'streamed' : 'whole replies'}`;
  const found = [...cells].flatMap(([title, record]) => {
    if (title === atOnceTitle) return [];
    const reasons = reasonsOf(record);
    return reasons.length === 0 ? [] : [`- \`${title}\`: ${reasons.join('; ')}`];
  });
  const asks = hostsOf(cells);
  return [
    `### ${name}\n`,
    `\`${of}\` ${versionOf(agent) ?? ''}, ${how}: [its scenario](../testing/gallery/agents/${name}.scenario.ts).`,
    ...(asks.length > 0 ? [`It also asks ${asks.join(', ')}, which was refused.`] : []),
    '',
    ...(found.length > 0 ? found : ['- nothing failed']),
    '',
    `\`npm run --silent brownout -- ${runArgs(name).join(' ')} -t '${name}: <fault>$'\``,
    '',
  ].join('\n');
}

/** The reasons of the checks that failed, each once, and the checks that gave it. */
function reasonsOf({ verdicts }: RunRecord): readonly string[] {
  const failures = verdicts.flatMap(({ check, verdict }) =>
    verdict.result === 'fail' ? [{ check, reason: plain(verdict.reason) }] : [],
  );
  const byReason = Map.groupBy(failures, ({ reason }) => reason);
  return [...byReason].map(
    ([reason, its]) => `${reason} (${its.map(({ check }) => check).join(', ')})`,
  );
}

/** One line without folders of this machine, which say nothing of the agent. */
function plain(reason: string): string {
  const line = reason.split('\n')[0] ?? '';
  return line
    .replace(/^task during-1:? ?/, '')
    .replace(/; it printed last:$/, '')
    .replaceAll(/(?<=[\s'"])\/[^\s'"]*\/(?=[^/\s'"]+)/g, '');
}

function hostsOf(cells: Shown['cells']): readonly string[] {
  const foreign = [...cells.values()].flatMap(({ trace }) => eventsOf(trace, 'foreign'));
  return [...new Set(foreign.map(({ host }) => `\`${host}\``))].toSorted();
}
