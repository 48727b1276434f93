import type { LoadReport } from '../../harness/model/load/load-report.ts';
import { version } from '../../harness/model/version.ts';
import { attributes } from '../otel/span.ts';
import { escapedJson } from '../json.ts';
import { taskSpans } from '../otel/task-spans.ts';
import type { LoadReporter } from './load-reporter.ts';

/** Renders the kept tasks of a load and their calls as spans, in OTLP's JSON. */
export const loadOtel: LoadReporter = {
  name: 'otel',
  file: 'load.otlp.json',
  render: (report, { startedAtMs }) =>
    `${escapedJson(JSON.stringify({ resourceSpans: [resourceSpans(report, startedAtMs)] }))}\n`,
};

function resourceSpans({ kept, scenario, mode, rate, file }: LoadReport, epochMs: number): object {
  // One task may be kept for several reasons.
  const tasks = [...Map.groupBy(kept, ({ task }) => task).values()].flatMap(([one]) => one ?? []);
  const spans = tasks.flatMap(({ trace, task, outcome, why }) =>
    taskSpans({ trace, task, outcome, why, epochMs }),
  );
  return {
    resource: {
      attributes: attributes({
        'service.name': 'brownout',
        'service.version': version(),
        'brownout.scenario': scenario,
        'brownout.file': file,
        'brownout.mode': mode,
        'brownout.rate': rate,
      }),
    },
    scopeSpans: [{ scope: { name: 'brownout', version: version() }, spans }],
  };
}
