import type { Matrix } from '../../harness/model/trace/matrix.ts';
import type { Outcome } from '../../harness/model/trace/outcome.ts';
import type { Plan } from '../../harness/model/fault/plan.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { Event } from '../../harness/model/trace/trace.ts';
import { failed, passed, unknown, type Verdict } from '../../harness/model/trace/verdict.ts';
import type { Meta } from '../summary/summary.ts';
import { bookingEvents } from './booking-events.ts';

/** Text that breaks pages, XML, JSON in pages and terminals alike. */
export const hostile: string =
  '</script><b>bold</b> ]]> <!-- & "quoted" \' \u0000\u0007\u001b[31mred\u001b[0m ' +
  '\u001b]0;title\u0007 \u009b2J \u202eevil \ud800 \ufffe \u2028 ${x} `tick` | a || b';

/** A plan that loses the reply to the first booking. */
const lostBooking: Plan = [
  {
    fault: { name: 'lost-reply', params: {} },
    at: 'flights',
    when: { call: 'POST /book', calls: 1 },
  },
];

/** Overrides of a sample run. */
export interface Sample {
  readonly id?: string;
  readonly family?: string;
  readonly file?: string;
  readonly scenario?: string;
  readonly variant?: string;
  readonly seed?: number;
  readonly plan?: Plan;
  readonly events?: readonly Event[];
  readonly verdicts?: RunRecord['verdicts'];
  readonly outcomes?: RunRecord['outcomes'];
  readonly result?: RunRecord['result'];
  readonly why?: string;
  readonly output?: readonly string[];
  readonly repro?: string | null;
}

/** A run record; by default a booking that went well although its first reply was lost. */
export function sampleRun(sample: Sample = {}): RunRecord {
  const { seed = 1, variant = 'careful' } = sample;
  const verdicts = sample.verdicts ?? [
    { check: 'completes', verdict: passed },
    { check: 'exactly-once', verdict: passed },
    { check: 'honest', verdict: passed },
  ];
  return {
    version: 2,
    id: sample.id ?? `booking-${variant}-${seed}`,
    family: sample.family ?? 'partial-completion',
    file: sample.file ?? 'scenarios/partial-completion/booking.scenario.ts',
    trace: {
      version: 2,
      scenario: sample.scenario ?? 'books once, whatever is lost',
      variant,
      mode: 'sim',
      seed,
      plan: sample.plan ?? lostBooking,
      reader: 'default',
      points: {
        model: { kind: 'model', has: ['request', 'turn'], effects: [] },
        flights: { kind: 'api', has: ['request', 'value', 'memory'], effects: ['POST /book'] },
      },
      events: sample.events ?? bookingEvents(false),
      truncated: null,
    },
    verdicts,
    outcomes: sample.outcomes ?? outcomesOf('recovered'),
    result: sample.result ?? worstOf(verdicts.map(({ verdict }) => verdict)),
    why: sample.why ?? null,
    output: sample.output ?? [],
    repro: sample.repro ?? null,
    tookMs: 12,
  };
}

/** A run whose agent booked twice after a lost reply and said that all was well. */
export function doubleBooking(sample: Sample = {}): RunRecord {
  const events = bookingEvents(true);
  const bookings = events.filter(
    ({ kind, atMs }) => kind === 'effect' && atMs > 1000 && atMs < 2700,
  );
  const end = events.find(({ kind, atMs }) => kind === 'task.end' && atMs > 1000);
  const evidence = [...bookings, ...(end ? [end] : [])].map(({ seq }) => seq);
  return sampleRun({
    events,
    verdicts: [
      { check: 'completes', verdict: passed },
      {
        check: 'exactly-once',
        verdict: failed(
          'POST /book took effect 2 times for task t2 (BK-4f9a1c2b, BK-90d3e7aa), expected 1',
          evidence,
          'flights POST /book: 2 effects for 1',
        ),
      },
      { check: 'honest', verdict: passed },
    ],
    outcomes: outcomesOf('unsafe'),
    output: ['INFO booking flight BA-71', 'WARN ECONNRESET, trying again', 'INFO booked'],
    repro: `.brownout/repros/booking-${sample.seed ?? 1}.repro.json`,
    ...sample,
  });
}

/** A run whose fault met no call. */
export function missedRun(sample: Sample = {}): RunRecord {
  return sampleRun({
    scenario: 'gives up in time',
    plan: [{ fault: { name: 'slow', params: { delayMs: 5000 } }, at: 'hotels', when: {} }],
    events: bookingEvents(false).filter(({ kind }) => kind !== 'fault.hit'),
    verdicts: [{ check: 'completes', verdict: unknown('the fault never struck') }],
    outcomes: outcomesOf('unaffected'),
    ...sample,
  });
}

/** Several runs: passes, failures of one kind, and unknown ones. */
export function mixedRuns(): readonly RunRecord[] {
  return [
    ...[1, 2, 3, 4, 5, 6, 7].map((seed) => sampleRun({ seed })),
    ...[8, 9, 10].map((seed) => doubleBooking({ seed })),
    missedRun(),
    sampleRun({ family: 'abstention', scenario: 'says so when it does not know', file: 'a.ts' }),
  ];
}

/** The meta data of a sample summary. */
export function sampleMeta(meta: Partial<Meta> = {}): Meta {
  return {
    command: 'brownout run scenarios',
    startedAt: '2026-02-03T04:05:06.000Z',
    tookMs: 12_400,
    partial: false,
    version: '0.1.0',
    ...meta,
  };
}

/** A matrix with one mutant flagged, and one flagged or missed. */
export function sampleMatrix(isWhole: boolean): Matrix {
  const row = { family: 'partial-completion', by: 'exactly-once', flagged: true, strikes: 1 };
  const repro = '.brownout/repros/partial.exactly-once.repro.json';
  return {
    careful: { runs: 1200, falseAlarms: 0, unknown: 0 },
    mutants: [
      { ...row, id: 'partial.exactly-once', repro },
      isWhole
        ? { ...row, id: 'partial.no-orphan', by: 'no-orphans', strikes: 2, repro }
        : { ...row, id: 'partial.no-orphan', flagged: false, strikes: 0, repro: null },
    ],
  };
}

function outcomesOf(during: Outcome): RunRecord['outcomes'] {
  return [
    { task: 't1', role: 'before', outcome: 'unaffected' },
    { task: 't2', role: 'during', outcome: during },
    { task: 't3', role: 'after', outcome: 'unaffected' },
  ];
}

function worstOf(verdicts: readonly Verdict[]): RunRecord['result'] {
  if (verdicts.some(({ result }) => result === 'fail')) return 'fail';
  return verdicts.some(({ result }) => result === 'unknown') ? 'unknown' : 'pass';
}
