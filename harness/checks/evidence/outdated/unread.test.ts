import { expect, it } from 'vitest';
import { discloses } from '../../discloses.ts';
import { traceBuilder, type CallSteps } from '../../trace-builder.ts';

/** What each read of a job tells; null for one that is lost. */
type Read = object | null;

interface Tale {
  /** The reads without faults; as many as there are in the list for each phase where it is a list of lists. */
  readonly usual?: readonly (readonly object[])[];
  readonly reads: readonly Read[];
  readonly says?: string;
  /** Another question under faults, asked after the job. */
  readonly instead?: object;
  readonly mayMiss?: readonly string[];
  readonly label?: string;
}

const running = { state: 'running' };
const done = { state: 'done' };
const lost: CallSteps = { hit: 0, outcome: 'failed' };

/** The verdict on a task that reads a job until it is done, before, under and after the faults. */
function verdictOf({ usual = [[running, done]], reads, instead, ...how }: Tale) {
  const { says = 'Your data has been erased.', mayMiss, label = 'GET /jobs/:id' } = how;
  const told = traceBuilder();
  for (const [n, phase] of (['baseline', 'fault', 'recovery'] as const).entries()) {
    const isStruck = phase === 'fault';
    const asks = { input: 'erase', shouldDo: { 'POST /book': 1 }, ...(mayMiss && { mayMiss }) };
    told.phase(phase).task(`t${n}`, asks);
    const id = `ER-4f9a1c2${n}`;
    told.call('flights', 'POST /book', { makes: id, meaning: { id } });
    const those = isStruck ? reads : (usual[n === 0 ? 0 : usual.length - 1] ?? []);
    const asked = { safe: true, op: `${label}#${n}`, input: `/jobs/${id}` };
    for (const meaning of those) {
      told.call('hotels', label, { ...asked, ...(meaning === null ? lost : { meaning }) });
    }
    if (isStruck && instead) told.call('hotels', 'GET /log', { safe: true, meaning: instead });
    const isRight = isStruck ? true : null;
    told.answer(isStruck ? `${id}: ${says}` : `${id}: Your data has been erased.`, 'full', isRight);
  }
  return discloses().judge(told.trace());
}

it('is in doubt where an answer in full rests on a state that only a lost reply tells', () => {
  expect(verdictOf({ reads: [running, null] })).toMatchObject({
    result: 'unknown',
    reason: expect.stringMatching(
      /no true reply to GET \/jobs\/:id .* nothing told it 'done', .* last reply to GET \/jobs\/:id tells/,
    ),
  });
});

it.each<[string, Tale]>([
  ['no read came at all', { reads: [null] }],
  ['the last of many was lost', { reads: [running, running, null, null] }],
  [
    'it is a share of the whole',
    { usual: [[{ percent: 40 }, { percent: 100 }]], reads: [{ percent: 40 }, null] },
  ],
  [
    'it is a flag',
    { usual: [[{ ready: false }, { ready: true }]], reads: [{ ready: false }, null] },
  ],
  ['another question told something else', { reads: [running, null], instead: { by: 'Ann' } }],
])('is so where %s', (_, tale) => {
  expect(verdictOf(tale).result).toBe('unknown');
});

it.each<[string, Tale]>([
  ['read it in the end', { reads: [running, null, done] }],
  ['read nothing but it', { reads: [null, done] }],
  ['was told so by another reply', { reads: [running, null], instead: { state: 'done' } }],
  ['tells the state that it read', { reads: [running, null], says: 'It was running just now.' }],
  ['may do without', { reads: [running, null], mayMiss: ['GET /jobs/:id'] }],
  ['reads the same each time', { usual: [[running, running]], reads: [running, null] }],
  ['reads a figure that is another each time', counted([3, 4], [5, 6])],
])('is not where the task %s', (_, tale) => {
  expect(verdictOf(tale).result).toBe('pass');
});

function counted(...counts: readonly (readonly number[])[]): Tale {
  const usual = counts.map((one) => one.map((seen) => ({ seen })));
  return { usual, reads: [{ seen: 5 }, null] };
}
