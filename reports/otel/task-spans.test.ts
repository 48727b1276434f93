import { expect, test } from 'vitest';
import { taskHeaders } from '../../harness/model/trace/trace-context.ts';
import type { Event } from '../../harness/model/trace/trace.ts';
import { sampleRun } from '../testing/sample-runs.ts';
import type { OtlpSpan } from './span.ts';
import { taskSpans } from './task-spans.ts';

const site = { op: 'turn 1#abc', attempt: 1 };
const task = 'during-1';
const end = { kind: 'call.end', task, meaning: null, taint: '', retryAfterMs: null } as const;
const happened: readonly object[] = [
  {
    atMs: 1000,
    kind: 'task.start',
    task,
    phase: 'fault',
    role: 'during',
    input: 'book',
    shouldAbstain: null,
    shouldDo: null,
  },
  {
    atMs: 1001,
    kind: 'call.start',
    call: 7,
    point: 'model',
    label: 'chat',
    site,
    task,
    input: { model: 'gpt-x', messages: 2 },
    safe: true,
  },
  {
    ...end,
    atMs: 1400,
    call: 7,
    point: 'model',
    outcome: 'replied',
    status: 200,
    tokens: 120,
    outputTokens: 20,
  },
  {
    atMs: 1400,
    kind: 'call.start',
    call: 8,
    point: 'flights',
    label: 'POST /book',
    site: { op: 'POST /book', attempt: 1 },
    task,
    input: {},
    path: '/book?x=1',
  },
  { atMs: 1400, kind: 'fault.hit', strike: 0, call: 8, fault: 'lost-reply', effect: 'lose' },
  {
    atMs: 1450,
    kind: 'effect',
    call: 8,
    point: 'flights',
    task,
    does: 'POST /book',
    id: 'BK-1',
    key: '',
    undoes: false,
  },
  { ...end, atMs: 2400, call: 8, point: 'flights', outcome: 'unanswered', status: 0, tokens: 0 },
  {
    atMs: 2500,
    kind: 'call.start',
    call: 9,
    point: 'flights',
    label: 'POST /book',
    site: { op: 'POST /book', attempt: 1 },
    task: 'during-2',
    input: {},
  },
  { atMs: 3000, kind: 'task.end', task, ending: { how: 'failed', error: 'gave up' } },
];

const { trace } = sampleRun({ events: happened.map((event, seq) => ({ ...event, seq }) as Event) });
const spans = taskSpans({ trace, task, outcome: 'unsafe', why: 'worst', epochMs: 1_000_000 });
const [root, chat, book] = spans as [OtlpSpan, OtlpSpan, OtlpSpan];
const valuesOf = ({ attributes }: OtlpSpan) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0] as unknown]));

test('a task has the ids of the traceparent that the agent was given; its calls stand under it', () => {
  expect(spans).toHaveLength(3);
  expect(`00-${root.traceId}-${root.spanId}-01`).toBe(taskHeaders(task).traceparent);
  for (const { traceId, parentSpanId, spanId } of [chat, book]) {
    expect([traceId, parentSpanId]).toEqual([root.traceId, root.spanId]);
    expect(spanId).toMatch(/^[0-9a-f]{16}$/);
  }
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(3);
  expect([root.startTimeUnixNano, root.endTimeUnixNano]).toEqual([
    '1001000000000',
    '1003000000000',
  ]);
  expect(valuesOf(root)).toMatchObject({
    'gen_ai.operation.name': 'invoke_agent',
    'error.type': 'unsafe',
  });
  expect(root.status).toEqual({ code: 2, message: 'unsafe' });
});

test("a model's call follows the conventions for generative AI", () => {
  expect([chat.name, chat.kind, chat.status.code]).toEqual(['chat gpt-x', 3, 0]);
  expect(valuesOf(chat)).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-x',
    'gen_ai.usage.input_tokens': '100',
    'gen_ai.usage.output_tokens': '20',
  });
});

test('a model that is not of OpenAI names its provider', () => {
  const events = trace.events.map((event) =>
    event.kind === 'call.start' && event.call === 7
      ? { ...event, input: { provider: 'anthropic', model: 'claude-x', messages: 2 } }
      : event,
  );
  const about = { task, outcome: 'unsafe', why: 'worst', epochMs: 0 } as const;
  const [, asked] = taskSpans({ ...about, trace: { ...trace, events } });
  expect(valuesOf(asked as OtlpSpan)).toMatchObject({ 'gen_ai.provider.name': 'anthropic' });
});

test('a tool behind HTTP is a client call, with the fault and the side effect as events', () => {
  expect([book.name, book.status]).toEqual(['POST /book', { code: 2, message: 'unanswered' }]);
  expect(valuesOf(book)).toMatchObject({
    'http.request.method': 'POST',
    'url.path': '/book',
    'url.query': 'x=1',
    'error.type': 'unanswered',
  });
  expect(valuesOf(book)).not.toHaveProperty('http.response.status_code');
  expect(book.events.map(({ name }) => name)).toEqual(['brownout.fault', 'brownout.side_effect']);
});

test('a tool of an MCP server is executed by its name; another method is none', () => {
  const spanOf = (label: string) => {
    const points = { flights: { kind: 'mcp', has: ['request', 'rpc'], effects: [] } } as const;
    const events = trace.events.map((event) =>
      event.kind === 'call.start' && event.call === 8 ? { ...event, label } : event,
    );
    const about = { task, outcome: 'unsafe', why: 'worst', epochMs: 0 } as const;
    return taskSpans({ ...about, trace: { ...trace, points, events } })[2] as OtlpSpan;
  };
  const refund = spanOf('tools/call refund');
  expect(refund.name).toBe('execute_tool refund');
  expect(valuesOf(refund)).toMatchObject({ 'gen_ai.tool.name': 'refund' });
  expect(spanOf('tools/list').name).toBe('tools/list');
  expect(valuesOf(spanOf('tools/list'))).not.toHaveProperty('gen_ai.tool.name');
});

test('a task that is not in the trace has no span', () => {
  const about = { trace, task: 'during-9', outcome: 'hung', why: 'worst', epochMs: 0 } as const;
  expect(taskSpans(about)).toEqual([]);
});
