import { expect, test } from 'vitest';
import { HarnessError } from '../model/error.ts';
import { problemIn, checkToxic, initialAttributes, kindOf } from './check-toxic.ts';
import { toxic } from './sockets/net-fixture.ts';
import { toxicKinds } from './toxics/index.ts';

test('every kind can be put on as it is initially', () => {
  for (const kind of toxicKinds) {
    expect(checkToxic(toxic(kind.type, initialAttributes(kind)))).toBe(kind);
    expect(kindOf(kind.type)).toBe(kind);
  }
  expect(kindOf('flood')).toBeUndefined();
});

test('a type that is none, an attribute that is missing, unknown or senseless: the mistake of the user', () => {
  const wrong = [
    toxic('flood'),
    toxic('latency', { latency: 1 }),
    toxic('latency', { latency: 1, jitter: 0, color: 1 }),
    toxic('latency', { latency: 1.5, jitter: 0 }),
    toxic('latency', { latency: '1', jitter: 0 }),
    toxic('bandwidth', { rate: -1 }),
    toxic('slicer', { average_size: -1, size_variation: 0, delay: 0 }),
  ];
  for (const each of wrong) expect(() => checkToxic(each)).toThrow(HarnessError);
});

test('what would crash or hang the real server cannot be asked for; the rest of its values can', () => {
  const given = (type: string, attributes: Record<string, number>) =>
    problemIn(kindOf(type)!, attributes);
  expect(given('bandwidth', { rate: -1 })).not.toBeNull();
  expect(given('bandwidth', { rate: 0 })).toBeNull();
  expect(given('slicer', { average_size: 0 })).not.toBeNull();
  expect(given('latency', { latency: -1, jitter: -1 })).toBeNull();
  expect(given('timeout', { timeout: -1 })).toBeNull();
  expect(given('limit_data', { bytes: -1 })).toBeNull();
  expect(given('reset_peer', { timeout: -1 })).toBeNull();
  expect(given('slow_close', { delay: -1 })).toBeNull();
});
