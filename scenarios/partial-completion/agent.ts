import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { compensate, settle } from './compensation.ts';
import { lastWords, openCalls, planner, type Planner, type Wish } from './planner.ts';
import type { Answer } from './answer.ts';
import { report } from './report.ts';
import type { Safeguards } from './safeguards.ts';
import { slots, type Slot } from './slot.ts';
import { bookedBy, entriesOf, openTaskLog, type TaskLog } from './task-log.ts';
import { ToolError, tools as toolsAt, type Tools, type ToolUrls } from './tools.ts';

/** Where the agent finds its model, its tools and its memory. */
export interface TripOptions {
  readonly modelUrl: string;
  readonly toolUrls: ToolUrls;
  /** The folder of the task logs. */
  readonly stateDir: string;
  readonly safeguards: Safeguards;
}

/** Books a trip; asked again with the same id, it goes on where it stopped. */
export type TripAgent = (
  input: unknown,
  at: { readonly id: string; readonly signal: AbortSignal },
) => Promise<Answer>;

/** A request that uses the name of another one. */
export class KeyConflict extends Error {
  override readonly name = 'KeyConflict';
}

interface Task {
  readonly id: string;
  readonly log: TaskLog;
  readonly plan: Planner;
  readonly tools: Tools;
  readonly safe: Safeguards;
  readonly signal: AbortSignal;
}

class Blocked extends Error {
  override readonly name = 'Blocked';
}

const maxTurns = 5;
const forwardMs = 3000;
const pollMs = 250;

/** An agent that books flight, hotel and car, all or none, and says how it went. */
export function tripAgent(options: TripOptions): TripAgent {
  const { modelUrl, toolUrls, stateDir, safeguards: safe } = options;
  const plan = planner(modelUrl, 'gpt-5-mini');
  return async (input, { id, signal }) => {
    const log = openTaskLog(stateDir, id);
    const task = { id, log, plan, tools: toolsAt(toolUrls, signal), safe, signal };
    const begin = entriesOf(log, 'begin')[0];
    if (!begin) log.append({ kind: 'begin', input });
    else if (safe.detectKeyConflict && !isDeepStrictEqual(begin.input, input)) {
      throw new KeyConflict(`task ${id} has begun with another request`);
    }
    const ended = entriesOf(log, 'end')[0];
    return ended ? ended.answer : run(task);
  };
}

async function run(task: Task): Promise<Answer> {
  const { log, tools, safe, signal } = task;
  const needs = isAbandoned(log) ? null : await goForward(task);
  if (isAbandoned(log)) await compensate(log, tools, safe, signal);
  const facts = report(log, needs);
  if (facts.reconcile.length > 0) {
    await tools.alert(`trip ${task.id}: could not cancel ${facts.reconcile.join(', ')}`);
  }
  const answer = safe.honestStatus ? facts : believed(log);
  signal.throwIfAborted();
  if (needs === null) log.append({ kind: 'end', answer });
  return answer;
}

/** Books until all is booked, or writes down why not. Returns the permission that is missing. */
async function goForward(task: Task): Promise<string | null> {
  const { log, tools, safe, signal } = task;
  let why: string | null = null;
  let isConflict = false;
  try {
    await followModel(task, AbortSignal.any([signal, AbortSignal.timeout(forwardMs)]));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Blocked) {
      await settle(log, tools, safe, signal);
      return error.message;
    }
    isConflict = error instanceof KeyConflict;
    why = (error as Error).message;
  }
  const missing = slots.filter((slot) => !isBooked(log, slot));
  // A model that fails after the last booking does not spoil the trip.
  if (missing.length > 0 || isConflict) {
    abandon(log, why ?? lastFailure(log) ?? `no ${missing.join(', no ')}`);
  }
  return null;
}

async function followModel(task: Task, signal: AbortSignal): Promise<void> {
  const { log, plan } = task;
  for (let turn = 0; turn < maxTurns; turn += 1) {
    for (const { id, wish } of openCalls(log.entries)) {
      signal.throwIfAborted();
      const result = wish ? await book(task, wish) : { error: 'no such tool, or bad arguments' };
      log.append({ kind: 'told', call: id, result: JSON.stringify(result) });
    }
    if (log.entries.at(-1)?.kind === 'turn') return;
    log.append({ kind: 'turn', message: await plan(log.entries, signal) });
  }
}

/** Books one part, and returns what to tell the model. */
async function book(task: Task, { slot, order }: Wish): Promise<Record<string, unknown>> {
  const { log, tools, safe, signal } = task;
  const earlier = entriesOf(log, 'intend').findLast((one) => one.slot === slot);
  const isOpen = earlier !== undefined && !isRefused(log, earlier.key);
  if (isOpen && safe.detectKeyConflict && !isDeepStrictEqual(earlier.order, order)) {
    throw new KeyConflict(`the ${slot} was asked for already, in other words`);
  }
  const key = isOpen ? earlier.key : randomUUID();
  const booking = bookedBy(log, key);
  if (booking !== null) return { booking };
  const intent = { kind: 'intend', slot, key, order } as const;
  const undo = { kind: 'undo', slot, key } as const;
  if (!isOpen && safe.registerFirst) log.append(undo);
  if (!isOpen && safe.checkpointBeforeEffect) log.append(intent);
  try {
    const id = await tools.book(slot, order, key);
    if (!isOpen && !safe.checkpointBeforeEffect) log.append(intent);
    if (!isOpen && !safe.registerFirst) log.append(undo);
    log.append({ kind: 'booked', slot, key, id });
    return { booking: id };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const isRefusal = error.refused && !isOpen;
    if (isRefusal) log.append({ kind: 'refused', key });
    if (!isRefusal || error.status !== 403) return { error: error.message };
    if (safe.surfaceBlocked) throw new Blocked(`the permission to book a ${slot}`);
    await sleep(pollMs, undefined, { signal });
    return book(task, { slot, order });
  }
}

/** The answer as the model sees it. */
function believed(log: TaskLog): Answer {
  const booked = entriesOf(log, 'booked').map((entry) => entry.id);
  const rest = { undone: [], reconcile: [], pending: [], needs: null, why: null };
  return { state: 'done', text: lastWords(log.entries), booked, ...rest };
}

function abandon(log: TaskLog, why: string): void {
  log.append({ kind: 'abandon', why });
}

function isAbandoned(log: TaskLog): boolean {
  return entriesOf(log, 'abandon').length > 0;
}

function isBooked(log: TaskLog, slot: Slot): boolean {
  return entriesOf(log, 'booked').some((entry) => entry.slot === slot);
}

function isRefused(log: TaskLog, key: string): boolean {
  return entriesOf(log, 'refused').some((entry) => entry.key === key);
}

function lastFailure(log: TaskLog): string | null {
  const results = entriesOf(log, 'told').map((entry) => JSON.parse(entry.result) as unknown);
  const last = results.findLast((result) => (result as { error?: string }).error !== undefined);
  return (last as { error?: string } | undefined)?.error ?? null;
}
