import { expect, test } from 'vitest';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { reporterNamed } from '../index.ts';
import { summarize } from '../summary/summarize.ts';
import { doubleBooking, mixedRuns, sampleMeta, sampleRun } from '../testing/sample-runs.ts';
import { otel } from './otel.ts';
import type { OtlpSpan } from './span.ts';

interface Told {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly object[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

const told = (runs: readonly RunRecord[]) =>
  JSON.parse(otel.render(summarize(runs, sampleMeta()), runs)) as Told;
const spansIn = ({ resourceSpans }: Told) =>
  resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
const valueOf = ({ attributes }: OtlpSpan, key: string) =>
  attributes.find((one) => one.key === key)?.value;

test('it is found by name, and stands in no default', () => {
  expect(reporterNamed('otel')).toBe(otel);
});

test('the run that shows a finding is told, and of a scenario without one the first', () => {
  const spans = spansIn(told(mixedRuns()));
  const tasks = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
  const by = (why: string) =>
    tasks.filter((one) => JSON.stringify(valueOf(one, 'brownout.kept')).includes(why));
  // Three tasks a run: one run of the finding, and one of each of two other scenarios.
  expect([by('finding').length, by('first').length]).toEqual([3, 6]);
  expect(by('finding').map((one) => valueOf(one, 'brownout.seed'))).toEqual(
    Array.from({ length: 3 }, () => ({ intValue: '8' })),
  );
});

test('a run that was shrunk is told as it was shrunk', () => {
  const small = doubleBooking({ id: 'small', seed: 2 });
  const { check, verdict } = small.verdicts[1]!;
  const signature = verdict.result === 'fail' ? verdict.signature : '';
  const shrunk = [{ check, signature, run: small }];
  const spans = spansIn(told([{ ...doubleBooking({ id: 'big', seed: 9 }), shrunk }]));
  expect(valueOf(spans[0]!, 'brownout.seed')).toEqual({ intValue: '2' });
});

test('tasks and calls are spans, faults are events of the calls that they struck', () => {
  const spans = spansIn(told([doubleBooking()]));
  const struck = spans.filter(({ events }) => events.some(({ name }) => name === 'brownout.fault'));
  expect(struck.map(({ name }) => name)).toEqual(['POST /book']);
  const [agent] = spans;
  expect(agent?.name).toBe('invoke_agent books once, whatever is lost');
  const bad = spans.find((one) => valueOf(one, 'brownout.task') && valueOf(one, 'error.type'));
  expect(valueOf(bad!, 'error.type')).toEqual({ stringValue: 'unsafe' });
});

test('tasks of the same name in two runs have ids of their own, and links to those the agent was given', () => {
  const runs = [
    doubleBooking({ scenario: 'one', id: 'a' }),
    sampleRun({ scenario: 'two', id: 'b' }),
  ];
  const spans = spansIn(told(runs));
  const tasks = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
  expect(new Set(tasks.map(({ traceId }) => traceId)).size).toBe(tasks.length);
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  expect(
    spans.every(
      ({ traceId, spanId }) => /^[0-9a-f]{32}$/.test(traceId) && /^[0-9a-f]{16}$/.test(spanId),
    ),
  ).toBe(true);
  const linked = tasks.flatMap(({ links }) => links?.map(({ traceId }) => traceId) ?? []);
  expect(linked).toHaveLength(tasks.length);
  expect(new Set(linked).size).toBe(tasks.length / 2);
});

test('without runs there are no spans, and it is JSON all the same', () => {
  expect(spansIn(told([]))).toEqual([]);
});
