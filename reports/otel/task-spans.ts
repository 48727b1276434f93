import type { Outcome } from '../../harness/model/trace/outcome.ts';
import { alwaysFail } from '../../harness/model/trace/outcome.ts';
import { digest } from '../../harness/model/json/json.ts';
import { taskEvents } from '../../harness/model/trace/task-events.ts';
import type { Trace } from '../../harness/model/trace/trace.ts';
import { taskHeaders } from '../../harness/model/trace/trace-context.ts';
import { callSpanOf } from './call-span.ts';
import { attributes, type OtlpSpan } from './span.ts';

/** A task of a trace, and when the trace began (ms since 1970). */
export interface SpanTask {
  readonly trace: Trace;
  readonly task: string;
  readonly outcome: Outcome;
  readonly why: string;
  readonly epochMs: number;
}

/**
 * The spans of a task and its calls. The task's has the ids of the `traceparent` that the agent was given, so
 * that spans of its own stand under it.
 */
export function taskSpans(about: SpanTask): readonly OtlpSpan[] {
  const { trace, task, outcome, why, epochMs } = about;
  const events = taskEvents(trace.events, task);
  const [start] = events;
  if (!start) return [];
  const [, traceId = '', spanId = ''] = taskHeaders(task).traceparent.split('-');
  const nano = (ms: number) => String(BigInt(Math.round((epochMs + ms) * 1000)) * 1000n);
  const endMs = Math.max(...events.map(({ atMs }) => atMs));
  const starts = events.filter((event) => event.kind === 'call.start');
  const isBad = alwaysFail.some((one) => one === outcome) || outcome === 'failed-loud';
  return [
    {
      traceId,
      spanId,
      name: `invoke_agent ${trace.scenario}`,
      kind: 1,
      startTimeUnixNano: nano(start.atMs),
      endTimeUnixNano: nano(endMs),
      attributes: attributes({
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.agent.name': trace.scenario,
        'brownout.task': task,
        'brownout.outcome': outcome,
        'brownout.kept': why,
        'brownout.variant': trace.variant,
        'brownout.seed': trace.seed,
        'error.type': isBad ? outcome : undefined,
      }),
      events: [],
      status: isBad ? { code: 2, message: outcome } : { code: 0 },
    },
    ...starts.map((call) =>
      callSpanOf(call, {
        events,
        kind: trace.points[call.point]?.kind ?? '',
        ids: { traceId, parentSpanId: spanId, spanId: spanIdOf(task, call.call) },
        nano,
        endMs,
      }),
    ),
  ];
}

/** Sixteen hex digits; none of them is all zeros. */
function spanIdOf(task: string, call: number): string {
  const hex = Array.from(digest(['span', task, call]), (one) =>
    one.charCodeAt(0).toString(16).padStart(2, '0'),
  ).join('');
  return hex.padEnd(16, '1').slice(-16);
}
