import type { Outcome } from '../../harness/model/trace/outcome.ts';
import { alwaysFail } from '../../harness/model/trace/outcome.ts';
import { digest } from '../../harness/model/json/json.ts';
import { taskEvents } from '../../harness/model/trace/task-events.ts';
import type { Event, Trace } from '../../harness/model/trace/trace.ts';
import { taskHeaders } from '../../harness/model/trace/trace-context.ts';
import { callSpanOf, faultEvent, type FaultHit } from './call-span.ts';
import { attributes, type OtlpSpan } from './span.ts';

/** A task of a trace, and when the trace began (ms since 1970). */
export interface SpanTask {
  readonly trace: Trace;
  readonly task: string;
  readonly outcome: Outcome;
  readonly why: string;
  readonly epochMs: number;
  /** Its run, where several are told of whose tasks have the same names. */
  readonly run?: string;
}

/**
 * The spans of a task and its calls. The task's has the ids of the `traceparent` that the agent was given, so that spans
 * of its own stand under it; of a task of one run of several it has ids of its own, and a link to those.
 */
export function taskSpans(about: SpanTask): readonly OtlpSpan[] {
  const { trace, task, outcome, why, epochMs } = about;
  const events = taskEvents(trace.events, task);
  const [start] = events;
  if (!start) return [];
  const { traceId, spanId, links } = idsOf(about);
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
      events: standing(trace.events, start.atMs, endMs).map((event) => faultEvent(event, nano)),
      ...(links && { links }),
      status: isBad ? { code: 2, message: outcome } : { code: 0 },
    },
    ...starts.map((call) =>
      callSpanOf(call, {
        events,
        kind: trace.points[call.point]?.kind ?? '',
        ids: {
          traceId,
          parentSpanId: spanId,
          spanId: hexOf(['span', about.run ?? '', task, call.call], 16),
        },
        nano,
        endMs,
      }),
    ),
  ];
}

function idsOf({ task, run }: SpanTask): Pick<OtlpSpan, 'traceId' | 'spanId' | 'links'> {
  const [, traceId = '', spanId = ''] = taskHeaders(task).traceparent.split('-');
  if (run === undefined) return { traceId, spanId };
  return {
    traceId: hexOf(['trace', run, task], 32),
    spanId: hexOf(['task', run, task], 16),
    links: [{ traceId, spanId }],
  };
}

/** Faults that struck no call but a process or a link, while a task was under way. */
function standing(events: readonly Event[], fromMs: number, toMs: number) {
  return events.filter(
    (event): event is FaultHit =>
      event.kind === 'fault.hit' && event.call === 0 && event.atMs >= fromMs && event.atMs <= toMs,
  );
}

/** So many hex digits, drawn by what they are for; not all are zeros. */
function hexOf(what: readonly unknown[], length: number): string {
  let hex = '';
  for (let part = 0; hex.length < length; part += 1) {
    hex += Array.from(digest([part, ...what]), (one) => one.charCodeAt(0).toString(16)).join('');
  }
  return hex.slice(0, length);
}
