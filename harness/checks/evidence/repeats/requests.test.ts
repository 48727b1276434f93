import { describe, expect, it } from 'vitest';
import type { Disposition, Trace } from '../../../model/trace/trace.ts';
import { discloses } from '../../discloses.ts';
import { exactlyOnce } from '../../exactly-once.ts';
import { never } from '../../never.ts';
import { noOrphans } from '../../no-orphans.ts';
import { traceBuilder, type CallSteps } from '../../trace-builder.ts';

const put = 'PUT /contracts/:id/tariff';
const points: Trace['points'] = {
  supplier: {
    kind: 'api',
    has: ['request', 'value', 'memory'],
    effects: [put, 'POST /orders', 'PUT /settings'],
  },
  terms: { kind: 'api', has: ['request', 'value', 'memory'], effects: [] },
};
let receipts = 0;
/** A write of a tariff, whose reply tells a receipt of its own. */
const write = (tariff: string, how: CallSteps = {}): CallSteps => ({
  makes: `SW-${(receipts += 1)}00`,
  path: '/contracts/CT-2/tariff',
  input: { tariff },
  op: `put ${tariff} ${how.path ?? ''}`,
  idempotent: true,
  ...how,
});
const lost: CallSteps = { hit: 0, outcome: 'broken' };

interface Ways {
  readonly label?: string;
  readonly answer?: string;
  readonly how?: Disposition;
  readonly shouldDo?: Readonly<Record<string, number>>;
}

/** A task that writes so in peace, and so under faults. */
function changed(
  usual: readonly CallSteps[],
  steps: readonly CallSteps[],
  { label = put, answer = 'Done.', how = 'full', shouldDo = {} }: Ways = {},
) {
  const told = traceBuilder({ points }).phase('baseline').task('a', { input: 'x', shouldDo });
  for (const step of usual) told.call('supplier', label, step);
  told.answer('Done.').phase('fault').task('b', { input: 'x', shouldDo });
  for (const step of steps) told.call('supplier', label, step);
  return told.answer(answer, how).trace();
}
const resultOf = (trace: Trace) => exactlyOnce().judge(trace).result;

describe('the same request once more, whose replies tell ids of their own', () => {
  it('is one change by PUT, which an answer names by either id', () => {
    const [one, two] = [write('night', lost), write('night')];
    for (const step of [one, two]) {
      const trace = changed([write('night')], [one, two], { answer: `Done, ${step.makes}.` });
      expect(resultOf(trace)).toBe('pass');
      expect(noOrphans().judge(trace).result).toBe('pass');
      expect(never('unsafe').judge(trace).result).toBe('pass');
    }
  });

  it('is one with a baseline or without, with a count that is expected, and with another key each time', () => {
    const shouldDo = { [put]: 1 };
    const keyed = [write('night', { ...lost, key: 'K-1' }), write('night', { key: 'K-2' })];
    expect(resultOf(changed([write('night')], keyed, { shouldDo }))).toBe('pass');
    const alone = traceBuilder({ points }).task('b');
    alone.call('supplier', put, write('night', lost)).call('supplier', put, write('night'));
    expect(resultOf(alone.answer('Done.').trace())).toBe('pass');
  });

  it('is one by any method whose rule says so, and else another', () => {
    const label = 'POST /orders';
    const post = (how: CallSteps) => {
      const steps = [write('tea', { ...lost, ...how }), write('tea', how)];
      return resultOf(changed([write('tea', how)], steps, { label }));
    };
    expect(post({})).toBe('pass');
    expect(post({ makes: '' })).toBe('pass');
    const bare = traceBuilder({ points }).task('b');
    for (const id of ['OR-1', 'OR-2']) {
      bare.call('supplier', label, { makes: id, input: { item: 'tea' } });
    }
    expect(resultOf(bare.answer('Done.').trace())).toBe('fail');
    const keys = [write('tea', { ...lost, key: 'K-1' }), write('tea', { key: 'K-2' })];
    expect(resultOf(changed([write('tea')], keys, { label }))).toBe('fail');
    expect(post({ idempotent: false })).toBe('fail');
  });

  it('is another at another path, and where the task sends it more than once without faults', () => {
    const other = { path: '/contracts/CT-3/tariff' };
    expect(resultOf(changed([write('night')], [write('night', lost), write('night', other)]))).toBe(
      'fail',
    );
    const back = () => [write('day'), write('night'), write('day')];
    const shouldDo = { [put]: 3 };
    expect(resultOf(changed(back(), back(), { shouldDo }))).toBe('pass');
    const more = [...back(), write('noon', other)];
    expect(resultOf(changed(back(), more, { shouldDo }))).toBe('fail');
  });

  it('is taken back by either id', () => {
    const [one, two] = [write('night', lost), write('night')];
    const undo = (id: string = ''): CallSteps => ({ undoes: id });
    const anew = [one, two, undo(one.makes), write('day')];
    expect(resultOf(changed([write('day')], anew))).toBe('pass');
  });
});

describe('writes with other arguments to one path, whose replies tell no id of the thing', () => {
  it('are one change where the last is that without faults, unless they are at different paths', () => {
    const text = (words: string, how: CallSteps = {}) => write(words, how);
    const right = [text('Red knob, press.')];
    expect(resultOf(changed(right, [text('Red, press.', lost), text('Red knob, press.')]))).toBe(
      'pass',
    );
    const elsewhere = text('Red, press.', { path: '/contracts/CT-9/tariff' });
    expect(resultOf(changed(right, [elsewhere, ...right]))).toBe('fail');
  });

  it('are judged by what the last says, where a tool was missed', () => {
    const told = (last: string) =>
      traceBuilder({ points })
        .phase('baseline')
        .task('a', { input: 'x', shouldDo: { [put]: 1 } })
        .call('terms', 'GET /glossary', { safe: true, meaning: { knob: 'Red knob' } })
        .call('supplier', put, write('Red knob, press.'))
        .answer('Done.')
        .phase('fault')
        .task('b', { input: 'x', shouldDo: { [put]: 1 } })
        .call('terms', 'GET /glossary', { safe: true, effect: 'refuse', hit: 0, outcome: 'failed' })
        .call('supplier', put, write('Red, press.', lost))
        .call('terms', 'GET /glossary', { safe: true, meaning: { knob: 'Red knob' } })
        .call('supplier', put, write(last))
        .answer('Done.')
        .phase('recovery')
        .task('c', { input: 'x', shouldDo: { [put]: 1 } })
        .call('terms', 'GET /glossary', { safe: true, meaning: { knob: 'Red knob' } })
        .call('supplier', put, write('Red knob, press.'))
        .answer('Done.')
        .trace();
    expect(discloses().judge(told('Red knob, press.')).result).toBe('pass');
    expect(discloses().judge(told('Red, press.')).result).toBe('unknown');
  });

  it('are in doubt where the last is another, under an answer in full', () => {
    const steps = [write('night'), write('day off')];
    const trace = changed([write('night')], steps);
    const reason = expect.stringMatching(/at one path, and last with \{"tariff":"day off"\}/);
    expect(exactlyOnce().judge(trace)).toMatchObject({ result: 'unknown', reason });
    expect(never('unsafe').judge(trace)).toMatchObject({ result: 'unknown' });
    const said = changed([write('night')], steps, { how: 'degraded' });
    expect(resultOf(said)).toBe('pass');
  });

  it('fail where they repeat a step that was seen to be done', () => {
    const look = (has: number): CallSteps => ({
      input: '/contracts/CT-2/tariff',
      safe: true,
      meaning: { tariff: has },
    });
    const steps = [look(150), write('200', lost), look(200), write('250')];
    expect(resultOf(changed([look(100), write('150')], steps))).toBe('fail');
  });

  it('are in doubt where an earlier one lands last', () => {
    const usual = () => [write('Elm Street 5'), write('Elm Street 7')];
    const shouldDo = { [put]: 2 };
    const steps = [write('Elm Street 7'), write('Elm Street 5')];
    expect(resultOf(changed(usual(), steps, { shouldDo }))).toBe('unknown');
    expect(resultOf(changed(usual(), steps, { shouldDo, how: 'failed' }))).toBe('pass');
    expect(resultOf(changed(usual(), usual(), { shouldDo }))).toBe('pass');
    const again = [write('Elm Street 5', lost), ...usual()];
    expect(resultOf(changed(usual(), again, { shouldDo }))).toBe('pass');
    const late = [...usual(), write('Elm Street 5')];
    expect(resultOf(changed(usual(), late, { shouldDo }))).toBe('unknown');
  });

  it('may follow from what stood there, where there are as many as without faults', () => {
    const usual = [write('100'), write('110')];
    const shouldDo = { [put]: 2 };
    expect(resultOf(changed(usual, [write('120'), write('130')], { shouldDo }))).toBe('pass');
  });
});

describe('writes with other arguments to a path without a parameter', () => {
  const label = 'PUT /settings';
  const set = (input: object, how: CallSteps = {}): CallSteps => ({
    makes: '',
    path: '/settings',
    input,
    op: JSON.stringify(input),
    idempotent: true,
    ...how,
  });
  const look = (meaning: unknown): CallSteps => ({ input: '/settings', safe: true, meaning });
  const night = { tariff: 'night' };
  const twice = [set({ tariff: 'day' }, lost), set(night)];
  const ways = { label, shouldDo: { [label]: 1 } };

  it('are one change where what was read there is one thing, judged by the last', () => {
    const read = look({ tariff: 'noon', since: 2 });
    expect(resultOf(changed([read, set(night)], [read, ...twice], ways))).toBe('pass');
    const wrong = [read, ...twice.toReversed()];
    expect(resultOf(changed([read, set(night)], wrong, ways))).toBe('unknown');
  });

  it('may be several where nothing shows it, or where the last has not all that was written', () => {
    const reason = expect.stringMatching(/with \{"tariff":"day"\} before the last/);
    expect(exactlyOnce().judge(changed([set(night)], twice, ways))).toMatchObject({
      result: 'unknown',
      reason,
    });
    for (const read of [look([{ tariff: 'noon' }]), look({ tariff: { night: 2 } })]) {
      expect(resultOf(changed([read, set(night)], [read, ...twice], ways))).toBe('unknown');
    }
    const [read, other] = [look({ tariff: 'noon', mode: 2 }), set({ mode: 1 })];
    expect(resultOf(changed([read, set(night)], [read, other, set(night)], ways))).toBe('unknown');
  });

  it('are several by POST, where replies tell ids, and where the task writes several there without faults', () => {
    const post = { label: 'POST /orders', shouldDo: { 'POST /orders': 1 } };
    expect(resultOf(changed([set(night)], twice, post))).toBe('fail');
    const told = twice.map((one, n) => ({ ...one, makes: `SE-${n}00` }));
    expect(resultOf(changed([set(night, { makes: 'SE-900' })], told, ways))).toBe('fail');
    const usual = [set({ sku: 'A', count: 1 }), set({ sku: 'B', count: 1 })];
    const more = [...usual, set({ sku: 'C', count: 1 })];
    expect(resultOf(changed(usual, more, { label, shouldDo: { [label]: 2 } }))).toBe('fail');
  });
});
