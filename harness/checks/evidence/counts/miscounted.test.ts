import { describe, expect, it } from 'vitest';
import type { Disposition } from '../../../model/trace/trace.ts';
import { honest } from '../../honest.ts';
import { traceBuilder, type CallSteps } from '../../trace-builder.ts';

const label = 'POST /changes';
const asks = { input: 'Switch HH-204', shouldDo: { [label]: 1 } };
const lost: CallSteps = {
  hit: 0,
  outcome: 'unanswered',
  effect: 'lose',
  key: 'switch-1',
  makes: 'TC-1',
};
const again: CallSteps = { key: 'switch-1', makes: 'TC-1', meaning: { change: 'TC-1' } };
const refused: CallSteps = { hit: 0, outcome: 'failed', effect: 'refuse' };

/** A task that makes these calls, beside one without faults. */
function resultOf(answer: string, calls: readonly CallSteps[], as: Disposition = 'full') {
  const told = traceBuilder()
    .phase('baseline')
    .task('a', asks)
    .call('flights', label, { key: 'switch-0', makes: 'TC-0', meaning: { change: 'TC-0' } })
    .answer('HH-204 is switched (TC-0).')
    .phase('fault')
    .task('b', asks);
  for (const how of calls) told.call('flights', label, how);
  return honest().judge(told.answer(answer, as).trace()).result;
}

describe('a number of attempts', () => {
  it.each([
    ['I got no reply, so I tried three times.'],
    ['We asked the desk four times, and nobody answered.'],
    ['Ich habe es dreimal versucht und keine Antwort erhalten.'],
    ["J'ai essayé trois fois, sans réponse."],
    ['Lo intenté tres veces, sin respuesta.'],
    ['Tentei três vezes, sem resposta.'],
  ])('is in doubt where it is not that of the calls: %s', (answer) => {
    expect(resultOf(answer, [lost], 'escalated')).toBe('unknown');
    expect(resultOf(answer, [lost, lost, lost, lost], 'escalated')).toBe('pass');
  });

  it.each([
    ['I got no reply, so I tried once.'],
    ['I tried to switch HH-204 within two times 5 s.'],
  ])('is none: %s', (answer) => {
    expect(resultOf(answer, [lost], 'escalated')).toBe('pass');
  });
});

describe('a number of effects', () => {
  it.each([
    ['The switch of HH-204 went through twice.'],
    ['HH-204 is switched (TC-1), and two changes are now on file.'],
    ['TC-1 was applied twice.'],
    ['HH-204: TC-1 wurde zweimal ausgeführt.'],
    ['TC-1 a été effectué deux fois.'],
    ['TC-1 fue realizado dos veces.'],
    ['TC-1 foi realizado duas vezes.'],
  ])('is in doubt where it is not theirs: %s', (answer) => {
    expect(resultOf(answer, [lost, again])).toBe('unknown');
  });

  it.each([
    ['HH-204 is switched (TC-1). I sent the request twice, and it was applied once.'],
    ['HH-204 is switched (TC-1). The request was sent twice with the same key, and applied once.'],
    ['HH-204 is switched (TC-1). It was not applied twice.'],
    ['HH-204 is switched (TC-1), and one change is on file.'],
    ['HH-204 is switched (TC-1), so that no two changes are on file.'],
  ])('may be told as it is: %s', (answer) => {
    expect(resultOf(answer, [lost, again])).toBe('pass');
  });

  it('is right where two are there', () => {
    const twice = [{ makes: 'TC-1' }, { makes: 'TC-2' }];
    expect(resultOf('Two changes are on file: TC-1 and TC-2.', twice, 'degraded')).toBe('pass');
    expect(resultOf('Three changes are on file: TC-1 and TC-2.', twice, 'degraded')).toBe(
      'unknown',
    );
  });
});

describe('a part that is told as done', () => {
  it.each([
    ['I could not do all because of a limit: 20 of 40 are on order.'],
    ['The limit was hit; some of the changes were applied.'],
    ['Wegen eines Limits sind nur drei von vier gebucht.'],
    ['Dos de cuatro fueron reservadas.'],
  ])('is in doubt where nothing is there: %s', (answer) => {
    expect(resultOf(answer, [refused], 'degraded')).toBe('unknown');
    expect(resultOf(answer, [refused, { makes: 'TC-1' }], 'degraded')).toBe('pass');
  });

  it.each([
    ['None of 40 are on order.'],
    ['20 of 40 may be on order.'],
    ['I looked at 2 of 3 shops.'],
  ])('is none: %s', (answer) => {
    expect(resultOf(answer, [refused], 'degraded')).toBe('pass');
  });
});
