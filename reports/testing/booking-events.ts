import { usualPhases, type PhaseName } from '../../harness/model/phase.ts';
import type { Ending, Event, Happening } from '../../harness/model/trace/trace.ts';

/**
 * The events of a run of three tasks that each book a flight; in the fault phase the first reply is
 * lost, and the agent asks again: with the same key, or without, so that it books twice.
 */
export function bookingEvents(isTwice: boolean): readonly Event[] {
  return eventsAt([
    [0, { kind: 'phase', phase: 'baseline', role: 'before' }],
    ...task('t1', 'baseline', 0, [
      ...modelTurn(1, 't1', 2, 340),
      ...booking(2, 't1', 345, 'BK-11aa22bb'),
      ...modelTurn(3, 't1', 398, 300),
    ]),
    [1000, { kind: 'phase', phase: 'fault', role: 'during' }],
    [1000, { kind: 'fault.on', strike: 0 }],
    ...task('t2', 'fault', 1000, [
      ...modelTurn(4, 't2', 1002, 410),
      ...lostCall(5, 't2', 1415, 'BK-4f9a1c2b'),
      ...retried(6, 't2', 1960, isTwice),
      ...modelTurn(7, 't2', 2020, 620),
    ]),
    [2700, { kind: 'fault.off', strike: 0 }],
    [2700, { kind: 'phase', phase: 'recovery', role: 'after' }],
    ...task('t3', 'recovery', 2700, booking(8, 't3', 2710, 'BK-77cc88dd')),
  ]);
}

type Timed = readonly [number, Happening];

function task(
  id: string,
  phase: PhaseName,
  fromMs: number,
  inner: readonly Timed[],
): readonly Timed[] {
  const lastMs = inner.at(-1)?.[0] ?? fromMs;
  const ending: Ending = {
    how: 'answered',
    answer: 'Your flight to Rome on Friday is booked.',
    disposition: 'full',
    correct: true,
  };
  return [
    [
      fromMs,
      {
        kind: 'task.start',
        task: id,
        phase,
        role: usualPhases[phase].role,
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

/** Makes the events of a trace from happenings and their times (ms). */
export function eventsAt(all: readonly (readonly [number, Happening])[]): readonly Event[] {
  return all.map(([atMs, happening], seq): Event => ({ seq, atMs, ...happening }));
}
