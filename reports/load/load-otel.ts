import { otlpJson } from '../otel/otlp-json.ts';
import { taskSpans } from '../otel/task-spans.ts';
import type { LoadReporter } from './load-reporter.ts';

/** Renders the kept tasks of a load and their calls as spans, in OTLP's JSON. */
export const loadOtel: LoadReporter = {
  name: 'otel',
  file: 'load.otlp.json',
  render: ({ kept, scenario, mode, rate, file }, { startedAtMs: epochMs }) => {
    // One task may be kept for several reasons.
    const tasks = [...Map.groupBy(kept, ({ task }) => task).values()].flatMap(([one]) => one ?? []);
    const spans = tasks.flatMap(({ trace, task, outcome, why }) =>
      taskSpans({ trace, task, outcome, why, epochMs }),
    );
    const about = {
      'brownout.scenario': scenario,
      'brownout.file': file,
      'brownout.mode': mode,
      'brownout.rate': rate,
    };
    return otlpJson([{ about, spans }]);
  },
};
