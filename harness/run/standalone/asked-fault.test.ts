import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../faults/catalogue.ts';
import { provider } from '../../provider/provider.ts';
import { askedFaults } from './asked-fault.ts';

const point = provider({ script: () => 'Very well.' });
const asked = (given: unknown) => askedFaults(given, { at: 'model', point, faults: catalogue });

describe('faults that are asked for', () => {
  test('are a name and its parameters, one or several', () => {
    const [slow, bad, ...more] = asked('slow ms=3s where=request calls=2; bad-frame');
    expect(slow).toMatchObject({
      fault: { name: 'slow', params: { ms: 3000, where: 'request' } },
      at: 'model',
      when: { calls: 2 },
    });
    expect([bad?.fault.name, more]).toEqual(['bad-frame', []]);
    expect(asked('')).toEqual([]);
  });

  test('are strikes, which may say more', () => {
    const strike = { fault: { name: 'hang', params: {} }, when: { calls: 1 } };
    expect(asked([strike, 'slow'])).toMatchObject([
      { fault: { name: 'hang' }, at: 'model', when: { calls: 1 } },
      { fault: { name: 'slow' }, at: 'model' },
    ]);
  });

  test.for<readonly [given: unknown, ...words: readonly string[]]>([
    ['slwo', 'Did you mean slow?'],
    ['slow ms=soon', 'ms'],
    ['slow mss=1', 'mss'],
    ['crash', 'can strike here', 'crash'],
    ['cancel', 'can strike here'],
    [[{ fault: { name: 'crash', params: {} } }], 'can strike here'],
    [{ name: 'slow' }, 'as a text or a list'],
    [[7], 'strike 1'],
    [[{ fault: { name: 'slow', params: {} }, at: 'modell' }], 'Did you mean model?'],
  ])('are refused where they cannot be: %j', ([given, ...words]) => {
    for (const word of words) expect(() => asked(given)).toThrow(word);
  });
});
