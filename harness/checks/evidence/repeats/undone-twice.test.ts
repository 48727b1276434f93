import { describe, expect, it } from 'vitest';
import { exactlyOnce } from '../../exactly-once.ts';
import { never } from '../../never.ts';
import { traceBuilder, type CallSteps } from '../../trace-builder.ts';

const book = 'POST /book';
const back = (how: CallSteps = {}): CallSteps => ({
  undoes: 'BK-1',
  meaning: { ok: true },
  ...how,
});
const lost: CallSteps = { hit: 0, outcome: 'broken', meaning: null };

function undone(...undos: readonly CallSteps[]) {
  const told = traceBuilder().task('t1', { shouldDo: { [book]: 1 } });
  told.call('flights', book, { makes: 'BK-1' });
  // A trace names an undo by the label of what it undoes.
  for (const how of undos) told.call('flights', book, how);
  return told.answer('It could not be done; BK-1 was cancelled.', 'failed').trace();
}

describe('what was undone more than once', () => {
  it('is unsafe where each time made something of its own', () => {
    const trace = undone(back({ ...lost, receipt: 'RF-1' }), back({ receipt: 'RF-2' }));
    const finding = { result: 'fail', reason: expect.stringContaining('(RF-1, RF-2)') };
    expect(exactlyOnce().judge(trace)).toMatchObject(finding);
    expect(never('unsafe').judge(trace)).toMatchObject(finding);
    expect(exactlyOnce('hotels').judge(trace).result).toBe('pass');
  });

  it('is in doubt where no reply shows that it was done once', () => {
    const trace = undone(back(lost), back());
    const doubt = { result: 'unknown', reason: expect.stringContaining('more than once for BK-1') };
    expect(exactlyOnce().judge(trace)).toMatchObject(doubt);
    expect(never('unsafe').judge(trace)).toMatchObject(doubt);
  });

  it.each<[string, CallSteps, CallSteps]>([
    ['it has a key', { ...lost, key: 'K' }, { key: 'K' }],
    ['the same once more does nothing new', { ...lost, idempotent: true }, { idempotent: true }],
    ['both made the same', { ...lost, receipt: 'RF-1' }, { receipt: 'RF-1' }],
    ['the reply tells its state', lost, { meaning: { status: 'cancelled' } }],
    ['the reply names what it undid', lost, { meaning: { id: 'BK-1' } }],
  ])('is undone once where %s', (_, first, second) => {
    const trace = undone(back(first), back(second));
    expect(exactlyOnce().judge(trace).result).toBe('pass');
    expect(never('unsafe').judge(trace).result).toBe('pass');
  });

  it('is undone anew once it was made anew', () => {
    const trace = undone(back(lost), { makes: 'BK-1' }, back());
    expect(exactlyOnce().judge(trace).result).toBe('pass');
  });
});
