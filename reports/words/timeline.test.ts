import { describe, expect, it } from 'vitest';
import type { Happening, Trace } from '../../harness/model/trace/trace.ts';
import { chooseLines } from '../summary/choose.ts';
import { evidenceOf, timelineOf } from './timeline.ts';
import { eventsAt } from '../testing/booking-events.ts';
import { doubleBooking, sampleRun } from '../testing/sample-runs.ts';

const run = doubleBooking();
const verdict = run.verdicts.find(({ check }) => check === 'exactly-once')?.verdict;
const seqs = verdict?.result === 'fail' ? verdict.evidence : [];

const none: ReadonlySet<string> = new Set();

function traceOf(all: readonly (readonly [number, Happening])[]): Trace {
  return { ...run.trace, events: eventsAt(all) };
}

const callStart = (call: number): Happening => ({
  kind: 'call.start',
  call,
  point: 'flights',
  label: 'GET /search',
  site: { op: `GET /search#${call}`, attempt: 1 },
  task: 't',
  input: null,
});

describe('a story', () => {
  const evidence = evidenceOf(run.trace, seqs);
  const timeline = timelineOf(run.trace, evidence, new Set(['t2']));

  it('keeps to the phases that bear on the evidence', () => {
    expect(timeline.roles).toEqual(['during']);
    expect(timeline.lines.every(({ atMs }) => atMs >= 1000 && atMs <= 2700)).toBe(true);
  });

  it('numbers the evidence in lines, bars and marks alike', () => {
    expect(timeline.lines.filter((line) => line.evidence > 0).map((line) => line.evidence)).toEqual(
      [1, 2, 3],
    );
    const [task] = timeline.bars;
    expect([task?.kind, task?.evidence]).toEqual(['task', [3]]);
    const marks = timeline.bars.flatMap((bar) => bar.marks);
    expect(marks.map(({ kind, text, evidence: n }) => [kind, text, n])).toEqual([
      ['fault', 'lost-reply', 0],
      ['effect', 'BK-4f9a1c2b', 1],
      ['effect', 'BK-90d3e7aa', 2],
    ]);
  });

  it('draws tasks first, then each point with its calls in order', () => {
    expect(timeline.bars.map(({ lane, label, isGood }) => [lane, label, isGood])).toEqual([
      ['agent', 'task t2', true],
      ['model', 'POST /chat/completions', true],
      ['model', 'POST /chat/completions', true],
      ['flights', 'POST /book', false],
      ['flights', 'POST /book (attempt 2)', true],
    ]);
    expect(timeline.bars[3]).toMatchObject({
      from: { atMs: 1415 },
      to: { atMs: 1455 },
      ending: 'lost its connection',
    });
  });

  it('passes over evidence that is not in the trace', () => {
    expect(evidenceOf(run.trace, [99_999])).toEqual([]);
  });

  it('tells the fault phase where there is no evidence, and all where there is none', () => {
    const faultless = sampleRun().trace;
    expect(timelineOf(faultless, [], none).roles).toEqual(['during']);
    const bare = traceOf([[0, callStart(1)]]);
    expect(timelineOf(bare, [], none).lines).toHaveLength(1);
    expect(timelineOf(traceOf([]), [], none)).toMatchObject({ lines: [], bars: [] });
  });

  it('leaves a call open that never came back, and shows how long the process was down', () => {
    const { bars } = timelineOf(
      traceOf([
        [0, callStart(1)],
        [5, { kind: 'process', what: 'crashed', detail: '' }],
        [9, { kind: 'process', what: 'restarted', detail: '' }],
      ]),
      [],
      none,
    );
    expect(bars).toMatchObject([
      { kind: 'process', lane: 'agent', from: { seq: 1, atMs: 5 }, to: { seq: 2, atMs: 9 } },
      { kind: 'call', lane: 'flights', from: { seq: 0, atMs: 0 }, to: null, ending: 'did not end' },
    ]);
  });

  it('says how much had no room, and keeps the evidence', () => {
    const all = Array.from({ length: 500 }, (_, n) => [n, callStart(n)] as const);
    const long = traceOf([[0, { kind: 'phase', phase: 'fault', role: 'during' }], ...all]);
    const told = timelineOf(long, evidenceOf(long, [400]), none);
    expect(told.lines).toHaveLength(60);
    expect(told.bars).toHaveLength(24);
    expect(told.leftOut).toEqual({ lines: 441, bars: 476 });
    expect(told.lines.some(({ seq }) => seq === 400)).toBe(true);
    expect(told.bars.some((bar) => bar.evidence.includes(1))).toBe(true);
  });
});

describe('the timeline of the last of thirty tasks', () => {
  const task = (n: number): readonly (readonly [number, Happening])[] => {
    const id = `during-${n}`;
    const start = { ...callStart(n), task: id };
    const ending = { how: 'failed', error: 'no reply' } as const;
    return [
      [
        n,
        {
          kind: 'task.start',
          task: id,
          phase: 'fault',
          role: 'during',
          input: n,
          shouldAbstain: null,
          shouldDo: null,
        },
      ],
      [n, start],
      [n, { kind: 'task.end', task: id, ending }],
    ];
  };
  const tasks = Array.from({ length: 30 }, (_, n) => task(n + 1)).flat();
  const trace = traceOf([[0, { kind: 'phase', phase: 'fault', role: 'during' }], ...tasks]);
  const last = trace.events.length - 1;
  const { bars, lines, leftOut } = timelineOf(
    trace,
    evidenceOf(trace, [last]),
    new Set(['during-30']),
  );

  it('draws it, and first in each lane', () => {
    expect(bars).toHaveLength(5);
    expect(leftOut.bars).toBe(55);
    const first = (lane: string) => bars.find((bar) => bar.lane === lane);
    expect(first('agent')).toMatchObject({ label: 'task during-30', isAbout: true, evidence: [1] });
    expect(first('flights')).toMatchObject({ from: { atMs: 30 }, isAbout: true });
  });

  it('tells all of it before anything of the others', () => {
    const told = chooseLines(lines, 4);
    expect(told.map(({ text }) => /during-\d+/.exec(text)?.[0] ?? text)).toEqual([
      'during-29',
      'during-30',
      'flights GET /search is called',
      'during-30',
    ]);
  });
});

describe('the lines chosen', () => {
  it('are evidence and strikes first, then what is next to them, in their order', () => {
    const { lines } = timelineOf(run.trace, evidenceOf(run.trace, seqs), none);
    const four = chooseLines(lines, 4);
    expect(four.map(({ kind }) => kind)).toEqual(['fault.hit', 'effect', 'effect', 'task.end']);
    const six = chooseLines(lines, 6).map(({ seq }) => seq);
    expect(six).toEqual(six.toSorted((a, b) => a - b));
    expect(chooseLines(lines, 1000)).toEqual(lines);
  });

  it('hold each attempt that was struck, where that leaves room for the rest', () => {
    const attempts = Array.from({ length: 20 }, (_, n) => {
      const start = callStart(n + 1);
      const call: Happening =
        start.kind === 'call.start'
          ? { ...start, site: { op: 'GET /search', attempt: n + 1 } }
          : start;
      const hit: Happening = {
        kind: 'fault.hit',
        strike: n,
        call: n + 1,
        fault: 'refuse',
        effect: 'refuse',
      };
      return [[n, call] as const, ...([4, 5, 6].includes(n) ? [[n, hit] as const] : [])];
    }).flat();
    const { lines } = timelineOf(traceOf(attempts), [], none);
    const struck = chooseLines(lines, 6).filter(({ kind }) => kind === 'fault.hit');
    expect(struck.map(({ text }) => /attempt \d/.exec(text)?.[0])).toEqual([
      'attempt 5',
      'attempt 6',
      'attempt 7',
    ]);
  });

  it('are not drowned by a retry loop that meets one fault over and over', () => {
    const hit = (call: number): Happening => {
      return { kind: 'fault.hit', strike: 0, call, fault: 'refuse', effect: 'refuse' };
    };
    const again = (call: number): Happening => {
      const start = callStart(call);
      return start.kind === 'call.start'
        ? { ...start, site: { op: 'GET /search', attempt: call } }
        : start;
    };
    const loop = Array.from({ length: 30 }, (_, n) => [
      [n, again(n + 1)] as const,
      [n, hit(n + 1)] as const,
    ]).flat();
    const end: Happening = { kind: 'task.end', task: 't', ending: { how: 'hung', why: 'idle' } };
    const { lines } = timelineOf(traceOf([...loop, [99, end]]), [], none);
    const kinds = chooseLines(lines, 3).map(({ kind, atMs }) => [kind, atMs]);
    expect(kinds).toEqual([
      ['fault.hit', 0],
      ['fault.hit', 29],
      ['task.end', 99],
    ]);
  });
});
