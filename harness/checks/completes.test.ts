import { describe, expect, it } from 'vitest';
import type { Trace } from '../model/trace/trace.ts';
import { mostRestarts } from '../model/most-restarts.ts';
import { completes } from './completes.ts';
import { traceBuilder, type CallSteps, type TraceBuilder } from './trace-builder.ts';

describe('completes', () => {
  it('passes where every task of the fault phase is answered in time', () => {
    const trace = traceBuilder()
      .task('a')
      .wait(50)
      .answer('x')
      .task('b')
      .answer('y', 'abstained')
      .trace();
    expect(completes({ within: 50 }).judge(trace)).toEqual({ result: 'pass' });
  });

  it.each([
    ['hung (idle)', traceBuilder().task('a').hang()],
    ['failed', traceBuilder().task('a').fail('ECONNRESET 17')],
    ['answered that it failed', traceBuilder().task('a').answer('sorry', 'failed')],
    ['answered too late', traceBuilder().task('a').wait(51).answer('x')],
  ])('fails a task that %s', (what, told) => {
    expect(completes({ within: 50 }).judge(told.trace())).toMatchObject({
      result: 'fail',
      signature: `completes: ${what}`,
      evidence: [0, 1],
    });
  });

  it.each<[readonly string[], boolean | null, 'pass' | 'unknown' | 'fail']>([
    [['GET /'], false, 'fail'],
    [['GET /'], null, 'unknown'],
    [['GET /'], true, 'pass'],
    [['GET /else'], false, 'pass'],
  ])('takes what %j names for no reason to fail: %j, %s', (mayMiss, correct, result) => {
    const told = traceBuilder()
      .task('a', { mayMiss })
      .call('flights', 'GET /', { outcome: 'failed', hit: 0 })
      .answer('sorry', 'failed', correct);
    expect(completes().judge(told.trace()).result).toBe(result);
  });

  it('says what gives a task more time that met its deadline', () => {
    const reason = 'task a hung (deadline) (a `deadline:` of the scenario gives it more time)';
    const trace = traceBuilder().task('a').hang('deadline').trace();
    expect(completes().judge(trace)).toMatchObject({ reason });
  });

  const down = { outcome: 'failed', hit: 0 } as const;
  const slow = { outcome: 'unanswered', hit: 0, effect: 'delay' } as const;
  const late = (tookMs: number, op = 'a') => ({ ...slow, tookMs, op });
  const called = (...calls: readonly CallSteps[]) =>
    calls.reduce((told, how) => told.call('flights', 'GET /', how), traceBuilder().task('a'));
  const killed = (times: number) =>
    Array.from({ length: times }, () => [{}, { hit: 0, effect: 'crash', dies: true }]).flat();
  it.each<[string, TraceBuilder, 'pass' | 'fail']>([
    ['says that it failed while a tool is down', called(down).answer('sorry', 'failed'), 'pass'],
    ['ends in an error while a tool is down', called(down, down).fail(), 'pass'],
    ['fails though a tool came back', called(down, {}).fail(), 'fail'],
    ['fails on a reply that was falsified', called({ hit: 0, taint: 'stale' }).fail(), 'pass'],
    ['fails where a tool failed by itself', called({ outcome: 'failed' }).fail(), 'fail'],
    ['fails on a tool that forgot', called({ hit: 0, effect: 'forget' }).fail(), 'pass'],
    [
      'fails on a reply that was sent in a broken way',
      called({ hit: 0, effect: 'rewrite' }).fail(),
      'pass',
    ],
    ['fails after a delay', called({ hit: 0, effect: 'delay' }).fail(), 'fail'],
    ['gives up at once on a delay', called({ ...slow, tookMs: 100 }).fail(), 'fail'],
    ['gives up in patience on a delay', called({ ...slow, tookMs: 5_000 }).fail(), 'pass'],
    ['waits in vain too short in all', called(late(2_400), late(2_400)).fail(), 'fail'],
    ['waits in vain long enough in all', called(late(2_500), late(2_500)).fail(), 'pass'],
    ['waits for a tool that answers then', called(late(5_000), { op: 'a' }).fail(), 'fail'],
    ['waits for parts of one tool', called(late(3_000), late(3_000, 'b')).fail(), 'pass'],
    [
      'waits for other tools',
      called(late(3_000)).call('hotels', 'GET /', late(3_000)).fail(),
      'fail',
    ],
    ['fails on what only a dead process was told', called({ dies: true }, down).fail(), 'pass'],
    ['was told again after it died', called({ dies: true }, down, {}).fail(), 'fail'],
    ['died, and never asks again', called({ dies: true }).fail(), 'fail'],
    ['was killed as often as it is started', called(...killed(mostRestarts)).fail(), 'fail'],
    [
      'was killed once more, with good calls between',
      called(...killed(mostRestarts + 1)).fail(),
      'pass',
    ],
    ['hangs while a tool is down', called(down).hang(), 'fail'],
  ])('a task that %s', (_, told, result) => {
    expect(completes().judge(told.trace()).result).toBe(result);
    const always = completes({ always: true }).judge(told.trace());
    expect(always.result).toBe('fail');
  });

  it.each<[string, readonly CallSteps[], 'pass' | 'fail']>([
    ['a later one is refused', [{ op: 'a' }, { ...down, op: 'a' }], 'pass'],
    ['a later one came back', [{ op: 'a' }, { ...down, op: 'a' }, { op: 'a' }], 'fail'],
    ['none is refused', [{ op: 'a' }], 'fail'],
    ['a later one is slow, and not waited for', [{ op: 'a' }, { ...late(100), op: 'a' }], 'fail'],
  ])('a task that reads twice without faults may fail where %s', (_, calls, result) => {
    const peace = traceBuilder().phase('baseline').task('x', { input: 'q' });
    peace.call('flights', 'GET /', { op: 'a' }).call('flights', 'GET /', { op: 'a' });
    const told = peace.answer('yes').phase('fault').task('a', { input: 'q' });
    for (const how of calls) told.call('flights', 'GET /', how);
    expect(completes().judge(told.answer('sorry', 'failed').trace()).result).toBe(result);
  });

  it('judges an answer by what was so when it was given, whatever its agent does later', () => {
    const told = (first: CallSteps, later: CallSteps) =>
      completes().judge(
        traceBuilder()
          .task('a')
          .call('flights', 'POST /book', { op: 'a', ...first })
          .answer('sorry, it is queued', 'failed')
          .phase('recovery')
          .wait(120_000)
          .call('flights', 'POST /book', { op: 'a', ...later })
          .trace(),
      ).result;
    expect(told(down, {})).toBe('pass');
    expect(told({}, down)).toBe('fail');
    expect(told({ outcome: 'failed' }, {})).toBe('fail');
  });

  it('lets a task spare a tool that a task before waited for in vain, if that one was patient', () => {
    const plan = (when: object) => [{ fault: { name: 'slow', params: {} }, at: 'flights', when }];
    const spared = (tookMs: number, when = {}) => {
      const told = traceBuilder({ plan: plan(when) })
        .phase('baseline')
        .task('x', { input: 'q' });
      told.call('flights', 'GET /').answer('yes').phase('fault').task('a', { input: 'p' });
      told.call('flights', 'GET /', late(tookMs)).answer('sorry', 'failed');
      return completes().judge(told.task('b', { input: 'q' }).answer('sorry', 'failed').trace());
    };
    expect(spared(6_000).result).toBe('pass');
    expect(spared(6_000, { calls: 1 }).result).toBe('unknown');
    expect(spared(4_000).result).toBe('fail');
  });

  it('asks that it says so in time, too', () => {
    const told = called({ ...down, tookMs: 51 })
      .answer('sorry', 'failed')
      .trace();
    expect(completes({ within: 51 }).judge(told).result).toBe('pass');
    expect(completes({ within: 50 }).judge(told)).toMatchObject({
      result: 'fail',
      signature: 'completes: failed too late',
    });
  });

  it('asks for less patience where no reply can come in time, and counts it once', () => {
    const hopeless = (tookMs: number, delayMs: number, deadlineMs = 60_000) =>
      traceBuilder({ deadlineMs })
        .task('a')
        .call('flights', 'GET /', { ...slow, tookMs, delayMs })
        .answer('sorry', 'failed')
        .trace();
    const judged = (trace: Trace, options = {}) => completes(options).judge(trace);
    expect(judged(hopeless(1_000, 600_000)).result).toBe('pass');
    expect(judged(hopeless(990, 600_000))).toMatchObject({
      reason:
        'task a answered that it failed (it waited 0.9 s in all for flights GET /; 1 s is asked)',
      signature: 'completes: answered that it failed',
    });
    expect(judged(hopeless(4_990, 45_000))).toMatchObject({
      reason: expect.stringContaining('waited 4.9 s in all for flights GET /; 5 s is asked'),
    });
    expect(judged(hopeless(1_000, 45_000, 30_000)).result).toBe('pass');
    expect(judged(hopeless(1_000, 45_000), { within: '30 s' }).result).toBe('pass');
    const { events, ...rest } = called(late(3_000), late(3_000)).fail().trace();
    const atOnce = events.map((one) => ({ ...one, atMs: one.kind.endsWith('start') ? 0 : 3_000 }));
    expect(judged({ ...rest, events: atOnce }).result).toBe('fail');
  });

  /** A task that ends at a time, with a call that replies in each span and is never aborted. */
  const raced = (endMs: number, ...spans: readonly (readonly [from: number, to: number])[]) => {
    const late = { hit: 0, effect: 'delay', delayMs: '10 s', op: 'a' } as const;
    const { events, ...rest } = called(...spans.map(() => late))
      .answer('sorry', 'failed')
      .trace();
    const timed = events.map((event) => {
      const span = 'call' in event ? spans[event.call - 1] : undefined;
      const atMs = event.kind === 'task.start' ? 0 : endMs;
      return { ...event, atMs: span?.[event.kind === 'call.end' ? 1 : 0] ?? atMs };
    });
    const inOrder = timed.toSorted((a, b) => a.atMs - b.atMs);
    return { ...rest, events: inOrder.map((event, seq) => ({ ...event, seq })) };
  };
  it.each<[string, Trace, 'pass' | 'fail']>([
    ['ended after 8 s', raced(8_000, [0, 10_000]), 'pass'],
    ['ended after 4 s', raced(4_000, [0, 10_000]), 'fail'],
    ['had it, and failed all the same', raced(12_000, [0, 10_000]), 'fail'],
    ['asked again after 8 s', raced(16_000, [0, 10_000], [8_000, 18_000]), 'pass'],
    ['asked again after 3 s each', raced(6_000, [0, 10_000], [3_000, 13_000]), 'pass'],
    ['had the second', raced(20_000, [0, 10_000], [8_000, 18_000]), 'fail'],
    ['paused for 6 s in between', raced(8_000, [0, 10_000], [7_000, 17_000]), 'fail'],
    ['paused, with a delay of minutes', raced(8_000, [0, 600_000], [7_000, 600_000]), 'fail'],
  ])('of a reply that it left without aborting, a task that %s', (_, trace, result) => {
    expect(completes().judge(trace).result).toBe(result);
  });

  it('leaves out the other phases', () => {
    const trace = traceBuilder()
      .phase('baseline')
      .task('a')
      .hang()
      .phase('fault')
      .task('b')
      .answer('x');
    expect(completes().judge(trace.trace()).result).toBe('pass');
  });

  it('cannot tell without tasks, or of a trace that breaks off', () => {
    expect(completes().judge(traceBuilder().trace()).result).toBe('unknown');
    const cut = traceBuilder().task('a').answer('x').task('b');
    expect(completes().judge(cut.trace()).result).toBe('unknown');
    const broken = traceBuilder().task('a').fail().task('b');
    expect(completes().judge(broken.trace()).result).toBe('fail');
  });

  it('refuses a limit that is none', () => {
    expect(() => completes({ within: Number.NaN })).toThrow(/length of time/);
    expect(() => completes({ within: -1 })).toThrow(/length of time/);
  });
});
