import { expect, it } from 'vitest';
import { recovers } from '../../recovers.ts';
import { traceBuilder } from '../../trace-builder.ts';

interface Tale {
  /** By which way the recovery sends; the question is not asked there. */
  readonly sends?: string;
  readonly says?: string;
  /** Whether the recovery asks for the way again. */
  readonly isAsked?: boolean;
  /** What is told of the way under the faults; null where that reply is lost. */
  readonly under?: readonly (string | null)[];
  /** What is expected of the message, or that none is. */
  readonly mayMiss?: readonly string[];
  readonly said?: 'full' | 'degraded';
}

/** A reminder that goes by the way which its owner prefers. */
function verdictOf(tale: Tale = {}) {
  const { sends = 'mail', says = '', under = [null], isAsked = false, mayMiss } = tale;
  const told = traceBuilder();
  const lost = { hit: 0, outcome: 'failed' } as const;
  const ask = (way: string | null) =>
    told.call('hotels', 'GET /owner', { safe: true, ...(way ? { meaning: { way } } : lost) });
  const send = (task: string, way: string, more: string) => {
    const id = `MSG-4f9a1c2${task}`;
    told.call('flights', 'POST /book', { input: { way }, makes: id, meaning: { id } });
    told.answer(`${id} went out${more}.`, task === 'b' ? 'degraded' : (tale.said ?? 'full'));
  };
  const asks = { input: 'kim', ...(mayMiss && { mayMiss }) };
  told.phase('baseline').task('a', asks);
  ask('sms');
  send('a', 'sms', says && ' by sms');
  told.phase('fault').task('b', asks);
  under.forEach(ask);
  send('b', 'mail', '');
  told.phase('recovery').task('c', asks);
  if (isAsked) ask(sends);
  send('c', sends, says);
  return recovers().judge(told.trace());
}

it('is in doubt where the recovery keeps what stood in for a lost reply', () => {
  expect(verdictOf()).toMatchObject({
    result: 'unknown',
    reason: expect.stringMatching(
      /POST \/book has mail for way; before the faults it was sms, .* from GET \/owner of hotels/,
    ),
  });
});

it('is in doubt where its answer alone tells what stood in', () => {
  expect(verdictOf({ sends: 'sms', says: ' by mail' })).toMatchObject({
    result: 'unknown',
    reason: expect.stringContaining("its answer lacks 'sms' of before the faults"),
  });
});

it('is in doubt where the last true reply before the loss told that of before', () => {
  expect(verdictOf({ under: ['sms', null] }).result).toBe('unknown');
});

it.each<[string, Tale]>([
  ['keeps a true reply', { sends: 'sms', says: ' by sms' }],
  ['asks again', { isAsked: true }],
  ['was told so by a true reply under the faults', { under: ['mail', null] }],
  ['got a true reply when it last asked', { under: [null, 'mail'] }],
  ['may do without', { mayMiss: ['GET /owner'] }],
])('is not where it %s', (_, tale) => {
  expect(verdictOf(tale).result).toBe('pass');
});
