import { describe, expect, it } from 'vitest';
import {
  eventsOf,
  inThread,
  run,
  type Checker,
  type Event,
  type Scenario,
  type Trace,
} from '../../../index.ts';
import demux from '../demux.scenario.ts';
import leaderCancel from '../leader-cancel.scenario.ts';
import leaderError from '../leader-error.scenario.ts';
import neverWrites from '../never-writes.scenario.ts';
import oneUpstreamOf from '../one-upstream.scenario.ts';
import ownDeadlineOf from '../own-deadline.scenario.ts';
import slowConsumer from '../slow-consumer.scenario.ts';
import streamJoin from '../stream-join.scenario.ts';
import { keepsPace } from './keeps-pace.ts';
import { oneTriesAgain } from './one-tries-again.ts';
import { oneUpstream } from './one-upstream.ts';
import { outlivesLeader } from './outlives-leader.ts';
import { ownDeadline } from './own-deadline.ts';
import { ownEntry } from './own-entry.ts';
import { ownWrite } from './own-write.ts';
import { wholeStream } from './whole-stream.ts';

const traceOf = async (of: Scenario, seed = 1): Promise<Trace> =>
  (await run(of, { mode: 'sim', seed })).trace;

const edited = (trace: Trace, edit: (event: Event) => Event): Trace => ({
  ...trace,
  events: trace.events.map(edit),
});

/** The trace in which each answer names what the answer of another task names. */
function crossed(trace: Trace, prefix: string): Trace {
  const during = eventsOf(trace, 'task.end').filter(({ task }) => task.startsWith('during'));
  const names = JSON.stringify(during).match(new RegExp(`${prefix}-\\w{8}`, 'g')) ?? [];
  const [first = '', second = ''] = new Set(names);
  const swap = (text: string) =>
    text.replaceAll(new RegExp(`${first}|${second}`, 'g'), (one) =>
      one === first ? second : first,
    );
  return edited(trace, (event) =>
    event.kind === 'task.end' ? (JSON.parse(swap(JSON.stringify(event))) as Event) : event,
  );
}

const rows: readonly (readonly [Scenario, Checker])[] = [
  [oneUpstreamOf, oneUpstream('model')],
  [leaderError, oneTriesAgain('model', 3)],
  [leaderCancel, outlivesLeader('model')],
  [ownDeadlineOf, ownDeadline('model', { slackMs: 100, enoughMs: 2_000 })],
  [streamJoin, wholeStream({ from: 'model', to: 'connections' })],
  [slowConsumer, keepsPace('model', { othersMs: 120, itselfMs: 700 })],
  [demux, ownEntry('model')],
  [neverWrites, ownWrite('shop')],
];

describe.each(rows.map(([of, check]) => ({ name: check.name, of, check })))(
  '$name',
  ({ of, check }) => {
    it('passes the careful system and fails its mutant', async () => {
      expect(check.judge(await traceOf(of)).result).toBe('pass');
      const [mutant] = of.mutants;
      const { trace } = await inThread(of, 'sim').run({ seed: 1, variant: mutant?.id ?? '' });
      expect(check.judge(trace).result).toBe('fail');
    });

    it('cannot tell from an empty trace', async () => {
      const trace = await traceOf(of);
      expect(check.judge({ ...trace, events: [] }).result).toBe('unknown');
    });
  },
);

describe('they fail, too, where', () => {
  it('a call is made too often, or given up too soon', async () => {
    const trace = await traceOf(leaderError, 2);
    expect(oneTriesAgain('model', 3).judge(trace).result).toBe('pass');
    expect(oneTriesAgain('model', 2).judge(trace)).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining('2 allowed'),
    });
    expect(oneTriesAgain('model', 4).judge(trace)).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining('got no word'),
    });
  });

  it('a call goes on that nobody waits for', async () => {
    const trace = edited(await traceOf(leaderCancel), (event) =>
      event.kind === 'call.end' && event.outcome === 'left'
        ? { ...event, outcome: 'replied' }
        : event,
    );
    expect(outlivesLeader('model').judge(trace)).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining('nobody waited'),
    });
  });

  it('somebody is left without an answer who had time for one', async () => {
    const strict = ownDeadline('model', { slackMs: 100, enoughMs: 300 });
    expect(strict.judge(await traceOf(ownDeadlineOf)).result).toBe('fail');
  });

  it('a full answer has no end, or two readers are told different ends', async () => {
    const check = wholeStream({ from: 'model', to: 'connections' });
    const ending = (task: string, end: string | undefined) => (event: Event) => {
      if (event.kind !== 'call.start' || event.task !== task) return event;
      const { end: told, ...frame } = event.input as { end?: string };
      return told === undefined ? event : { ...event, input: { ...frame, end } };
    };
    const whole = await traceOf(streamJoin, 2);
    expect(check.judge(whole).result).toBe('pass');
    expect(check.judge(edited(whole, ending('during-2', 'cut'))).result).toBe('fail');
    const cut = await traceOf(streamJoin, 1);
    expect(check.judge(edited(cut, ending('during-2', 'whole')))).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining('another end'),
    });
  });

  it('a slow reader is kept', async () => {
    const strict = keepsPace('model', { othersMs: 120, itselfMs: 0 });
    expect(strict.judge(await traceOf(slowConsumer, 2)).result).toBe('fail');
  });

  it.each([
    [demux, ownEntry('model'), 'SR'],
    [neverWrites, ownWrite('shop'), 'OR'],
  ] as const)('answers are crossed', async (of, check, prefix) => {
    expect(check.judge(crossed(await traceOf(of), prefix)).result).toBe('fail');
  });
});
