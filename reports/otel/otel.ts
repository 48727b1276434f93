import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { Reporter } from '../reporter.ts';
import type { Summary } from '../summary/summary.ts';
import { otlpJson } from './otlp-json.ts';
import { taskSpans } from './task-spans.ts';

/**
 * Renders the tasks and calls of some runs as spans, in OTLP's JSON: of each run that a finding shows, and of the first
 * run of each scenario. Verdicts are no part of it.
 */
export const otel: Reporter = {
  name: 'otel',
  file: 'report.otlp.json',
  render: (summary, runs = []) => {
    const epochMs = Date.parse(summary.meta.startedAt);
    const shown = shownRuns(summary, runs);
    return otlpJson(
      [...Map.groupBy(shown, ({ run }) => keyOf(run)).values()].map((its) => groupOf(its, epochMs)),
    );
  },
};

/** The most runs whose spans are told. */
const mostRuns = 300;

interface Shown {
  readonly run: RunRecord;
  readonly why: 'finding' | 'first';
}

function shownRuns({ findings }: Summary, runs: readonly RunRecord[]): readonly Shown[] {
  const wanted = new Set(findings.map(({ file, run }) => `${file} ${run}`));
  const all = runs.flatMap((run) => [...(run.shrunk ?? []).map((one) => one.run), run]);
  const told = new Map<string, Shown>();
  for (const run of all) {
    const id = `${run.file} ${run.id}`;
    if (wanted.has(id) && !told.has(id)) told.set(id, { run, why: 'finding' });
  }
  const having = new Set([...told.values()].map(({ run }) => keyOf(run)));
  for (const run of runs) {
    if (having.has(keyOf(run))) continue;
    having.add(keyOf(run));
    told.set(`${run.file} ${run.id}`, { run, why: 'first' });
  }
  return [...told.values()].slice(0, mostRuns);
}

function keyOf({ file, trace: { scenario, mode } }: RunRecord): string {
  return JSON.stringify([file, scenario, mode]);
}

function groupOf(its: readonly Shown[], epochMs: number) {
  const [first] = its;
  return {
    about: {
      'brownout.scenario': first?.run.trace.scenario,
      'brownout.file': first?.run.file,
      'brownout.mode': first?.run.trace.mode,
    },
    spans: its.flatMap(({ run, why }) =>
      run.outcomes.flatMap(({ task, outcome }) =>
        taskSpans({ trace: run.trace, task, outcome, why, epochMs, run: run.id }),
      ),
    ),
  };
}
