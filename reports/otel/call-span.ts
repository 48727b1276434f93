import type { Event } from '../../harness/model/trace/trace.ts';
import { attributes, type OtlpEvent, type OtlpSpan } from './span.ts';

/** What a span of a call is made of. */
export interface CallSurroundings {
  /** All events of its task. */
  readonly events: readonly Event[];
  /** The kind of its point. */
  readonly kind: string;
  readonly ids: Readonly<Record<'traceId' | 'spanId' | 'parentSpanId', string>>;
  /** The time of an event, as OTLP writes it. */
  readonly nano: (atMs: number) => string;
  /** When its task ended (ms): the end of a call that has none. */
  readonly endMs: number;
}

type Start = Extract<Event, { kind: 'call.start' }>;
type End = Extract<Event, { kind: 'call.end' }>;

/**
 * The span of a call. That of a model's follows the semantic conventions for generative AI, that of a tool
 * behind MCP those for tools, any other those for HTTP clients. Source: OpenTelemetry Semantic Conventions, GenAI spans
 * (status: development), November 2026.
 */
export function callSpanOf(start: Start, at: CallSurroundings): OtlpSpan {
  const { events, ids, nano, endMs } = at;
  const end = events.find(
    (event): event is End => event.kind === 'call.end' && event.call === start.call,
  );
  const error = errorOf(end);
  const { name, values } = namedBy(start, end, at.kind);
  return {
    ...ids,
    name,
    kind: 3,
    startTimeUnixNano: nano(start.atMs),
    endTimeUnixNano: nano(end?.atMs ?? endMs),
    attributes: attributes({
      ...values,
      'brownout.point': start.point,
      'brownout.operation': start.site.op,
      'brownout.attempt': start.site.attempt,
      'brownout.taint': end?.taint ? end.taint : undefined,
      'error.type': error ?? undefined,
    }),
    events: events.flatMap((event) => eventOf(event, start.call, nano)),
    status: error === null ? { code: 0 } : { code: 2, message: error },
  };
}

/** A fault that struck. */
export type FaultHit = Extract<Event, { kind: 'fault.hit' }>;

/** A fault that struck as an event of a span. */
export function faultEvent(
  { atMs, fault, effect, strike }: FaultHit,
  nano: CallSurroundings['nano'],
): OtlpEvent {
  const values = {
    'brownout.fault': fault,
    'brownout.effect': effect,
    'brownout.strike': strike,
  };
  return { timeUnixNano: nano(atMs), name: 'brownout.fault', attributes: attributes(values) };
}

interface Named {
  readonly name: string;
  readonly values: Readonly<Record<string, string | number | boolean | undefined>>;
}

function namedBy(start: Start, end: End | undefined, kind: string): Named {
  const { label, point, input, path = '' } = start;
  const [asked, query] = path.split('?');
  if (kind === 'model' && label === 'chat') return chat(input, end);
  if (kind === 'mcp') {
    const [, tool] = /^tools\/call (.+)$/.exec(label) ?? [];
    if (tool === undefined) return { name: label, values: { 'mcp.method.name': label } };
    const values = { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': tool };
    return { name: `execute_tool ${tool}`, values };
  }
  const [, method] = /^([A-Z]+) \//.exec(label) ?? [];
  return {
    name: label,
    values: {
      'http.request.method': method,
      'server.address': point,
      'url.path': asked === '' ? undefined : asked,
      'url.query': query,
      'http.response.status_code': end && end.status > 0 ? end.status : undefined,
    },
  };
}

function chat(input: unknown, end: End | undefined): Named {
  const { model, provider } = (input ?? {}) as {
    readonly model?: unknown;
    readonly provider?: unknown;
  };
  const asked = typeof model === 'string' ? model : undefined;
  const output = end?.outputTokens;
  const values = {
    'gen_ai.operation.name': 'chat',
    // A request in a dialect of OpenAI's does not name it.
    'gen_ai.provider.name': typeof provider === 'string' ? provider : 'openai',
    'gen_ai.request.model': asked,
    'gen_ai.usage.input_tokens':
      end === undefined || output === undefined ? undefined : end.tokens - output,
    'gen_ai.usage.output_tokens': output,
    'http.response.status_code': end && end.status > 0 ? end.status : undefined,
  };
  return { name: asked === undefined ? 'chat' : `chat ${asked}`, values };
}

/** Why a call is an error; null where it is not. */
function errorOf(end: End | undefined): string | null {
  if (!end) return 'unanswered';
  if (end.status >= 400) return String(end.status);
  return end.outcome === 'replied' ? null : end.outcome;
}

function eventOf(event: Event, call: number, nano: CallSurroundings['nano']): readonly OtlpEvent[] {
  if (event.kind === 'fault.hit' && event.call === call) return [faultEvent(event, nano)];
  if (event.kind === 'effect' && event.call === call) {
    const values = { 'brownout.does': event.does, 'brownout.undoes': event.undoes };
    return [
      {
        timeUnixNano: nano(event.atMs),
        name: 'brownout.side_effect',
        attributes: attributes(values),
      },
    ];
  }
  return [];
}
