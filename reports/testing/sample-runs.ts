import type { Matrix } from '../../harness/model/matrix.ts';
import type { Outcome } from '../../harness/model/outcome.ts';
import type { Plan } from '../../harness/model/plan.ts';
import type { RunRecord } from '../../harness/model/run-record.ts';
import type { Ending, Event, Happening, Phase } from '../../harness/model/trace.ts';
import { failed, passed, unknown, type Verdict } from '../../harness/model/verdict.ts';
import type { Meta } from '../summary.ts';

/** Text that breaks pages, XML, JSON in pages and terminals alike. */
export const hostile: string =
  '</script><b>bold</b> ]]> <!-- & "quoted" \' \u0000\u0007\u001b[31mred\u001b[0m ' +
  '\u001b]0;title\u0007 \u009b2J \u202eevil \ud800 \ufffe \u2028 ${x} `tick` | a || b';

/** A plan that loses the reply to the first booking. */
export const lostBooking: Plan = [
  {
    fault: { name: 'lost-reply', params: {} },
    at: 'flights',
    when: { call: 'POST /book', calls: 1 },
  },
];

/** What a sample run may say differently. */
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
  readonly output?: readonly string[];
  readonly repro?: string | null;
}

/** A run record; a booking that went well under a lost reply, where nothing else is said. */
export function sampleRun(sample: Sample = {}): RunRecord {
  const { seed = 1, variant = 'careful' } = sample;
  const verdicts = sample.verdicts ?? [
    { check: 'completes', verdict: passed },
    { check: 'exactly-once', verdict: passed },
    { check: 'honest', verdict: passed },
  ];
  return {
    version: 1,
    id: sample.id ?? `booking-${variant}-${seed}`,
    family: sample.family ?? 'partial-completion',
    file: sample.file ?? 'scenarios/partial-completion/booking.scenario.ts',
    trace: {
      version: 1,
      scenario: sample.scenario ?? 'books once, whatever is lost',
      variant,
      mode: 'sim',
      seed,
      plan: sample.plan ?? lostBooking,
      points: {
        model: { kind: 'model', effects: [] },
        flights: { kind: 'api', effects: ['POST /book'] },
      },
      events: sample.events ?? bookingEvents(false),
    },
    verdicts,
    outcomes: sample.outcomes ?? outcomesOf('recovered'),
    result: sample.result ?? worstOf(verdicts.map(({ verdict }) => verdict)),
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

/** A run in which the fault met no call, so that nothing can be said. */
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

/** A small mixed bag: passes, failures of one kind, doubts. */
export function mixedRuns(): readonly RunRecord[] {
  return [
    ...[1, 2, 3, 4, 5, 6, 7].map((seed) => sampleRun({ seed })),
    ...[8, 9, 10].map((seed) => doubleBooking({ seed })),
    missedRun(),
    sampleRun({ family: 'abstention', scenario: 'says so when it does not know', file: 'a.ts' }),
  ];
}

/** What the command knew. */
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
    careful: { runs: 1200, falseAlarms: 0 },
    mutants: [
      { ...row, id: 'partial.exactly-once', repro },
      isWhole
        ? { ...row, id: 'partial.no-orphan', by: 'no-orphans', strikes: 2, repro }
        : { ...row, id: 'partial.no-orphan', flagged: false, strikes: 0, repro: null },
    ],
  };
}

/** Happenings with their times, made into the events of a trace. */
export function eventsAt(all: readonly (readonly [number, Happening])[]): readonly Event[] {
  return all.map(([atMs, happening], seq): Event => ({ seq, atMs, ...happening }));
}

function outcomesOf(storm: Outcome): RunRecord['outcomes'] {
  return [
    { task: 't1', phase: 'baseline', outcome: 'unaffected' },
    { task: 't2', phase: 'storm', outcome: storm },
    { task: 't3', phase: 'calm', outcome: 'unaffected' },
  ];
}

function worstOf(verdicts: readonly Verdict[]): RunRecord['result'] {
  if (verdicts.some(({ result }) => result === 'fail')) return 'fail';
  return verdicts.some(({ result }) => result === 'unknown') ? 'unknown' : 'pass';
}

function bookingEvents(isTwice: boolean): readonly Event[] {
  return eventsAt([
    [0, { kind: 'phase', phase: 'baseline' }],
    ...task('t1', 'baseline', 0, [
      ...modelTurn(1, 't1', 2, 340),
      ...booking(2, 't1', 345, 'BK-11aa22bb'),
      ...modelTurn(3, 't1', 398, 300),
    ]),
    [1000, { kind: 'phase', phase: 'storm' }],
    [1000, { kind: 'fault.on', strike: 0 }],
    ...task('t2', 'storm', 1000, [
      ...modelTurn(4, 't2', 1002, 410),
      ...lostCall(5, 't2', 1415, 'BK-4f9a1c2b'),
      ...retried(6, 't2', 1960, isTwice),
      ...modelTurn(7, 't2', 2020, 620),
    ]),
    [2700, { kind: 'fault.off', strike: 0 }],
    [2700, { kind: 'phase', phase: 'calm' }],
    ...task('t3', 'calm', 2700, booking(8, 't3', 2710, 'BK-77cc88dd')),
  ]);
}

type Timed = readonly [number, Happening];

function task(id: string, phase: Phase, fromMs: number, inner: readonly Timed[]): readonly Timed[] {
  const lastMs = inner.at(-1)?.[0] ?? fromMs;
  const ending: Ending = {
    how: 'answered',
    answer: 'Your flight to Rome on Friday is booked.',
    stance: 'full',
    correct: true,
  };
  return [
    [
      fromMs,
      {
        kind: 'task.start',
        task: id,
        phase,
        input: 'Fly me to Rome on Friday',
        shouldAbstain: false,
        shouldDo: { 'POST /book': 1 },
      },
    ],
    ...inner,
    [lastMs + 3, { kind: 'task.end', task: id, ending }],
  ];
}

function call(
  id: number,
  taskId: string,
  named: { point: string; label: string; attempt: number; input: unknown },
): Extract<Happening, { kind: 'call.start' }> {
  const { point, label, attempt, input } = named;
  return {
    kind: 'call.start',
    call: id,
    point,
    label,
    site: { op: `${label}#k3f9`, attempt },
    task: taskId,
    input,
  };
}

function callEnd(
  id: number,
  taskId: string,
  point: string,
  meaning: unknown,
): Extract<Happening, { kind: 'call.end' }> {
  return {
    kind: 'call.end',
    call: id,
    point,
    task: taskId,
    outcome: meaning === null ? 'broken' : 'replied',
    status: meaning === null ? 0 : 200,
    meaning,
    taint: '',
    tokens: 0,
    retryAfterMs: null,
  };
}

function modelTurn(id: number, taskId: string, atMs: number, tookMs: number): readonly Timed[] {
  const named = {
    point: 'model',
    label: 'POST /chat/completions',
    attempt: 1,
    input: { turn: id },
  };
  const turn = { text: '', toolCalls: [{ name: 'book', arguments: '{}' }], finish: 'tool-calls' };
  return [
    [atMs, call(id, taskId, named)],
    [atMs + tookMs, callEnd(id, taskId, 'model', turn)],
  ];
}

function effect(id: number, taskId: string, made: string): Happening {
  const did = { does: 'POST /book', id: made, key: '', undoes: false };
  return { kind: 'effect', call: id, point: 'flights', task: taskId, ...did };
}

function booking(id: number, taskId: string, atMs: number, made: string): readonly Timed[] {
  const named = { point: 'flights', label: 'POST /book', attempt: 1, input: { flight: 'BA-71' } };
  return [
    [atMs, call(id, taskId, named)],
    [atMs + 40, effect(id, taskId, made)],
    [atMs + 48, callEnd(id, taskId, 'flights', { booking: made })],
  ];
}

function lostCall(id: number, taskId: string, atMs: number, made: string): readonly Timed[] {
  const named = { point: 'flights', label: 'POST /book', attempt: 1, input: { flight: 'BA-71' } };
  return [
    [atMs, call(id, taskId, named)],
    [atMs, { kind: 'fault.hit', strike: 0, call: id, fault: 'lost-reply', effect: 'lose' }],
    [atMs + 40, effect(id, taskId, made)],
    [atMs + 40, callEnd(id, taskId, 'flights', null)],
  ];
}

function retried(id: number, taskId: string, atMs: number, isTwice: boolean): readonly Timed[] {
  const made = isTwice ? 'BK-90d3e7aa' : 'BK-4f9a1c2b';
  const named = { point: 'flights', label: 'POST /book', attempt: 2, input: { flight: 'BA-71' } };
  const end: Timed = [atMs + 48, callEnd(id, taskId, 'flights', { booking: made })];
  const did: readonly Timed[] = isTwice ? [[atMs + 40, effect(id, taskId, made)]] : [];
  return [[atMs, call(id, taskId, named)], ...did, end];
}
