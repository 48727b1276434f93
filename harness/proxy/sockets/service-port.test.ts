import { expect, test } from 'vitest';
import { servicePort, servicesIn } from './service-port.ts';

test('a list of services gives names and aliases, of TCP alone', () => {
  const text = '# comment\ndomain 53/udp\npostgresql\t5432/tcp postgres # PostgreSQL\n\nodd line\n';
  expect(servicesIn(text)).toEqual([
    ['postgresql', 5432],
    ['postgres', 5432],
  ]);
});

test('what is known everywhere has its port, in any case', () => {
  expect(servicePort('https')).toBe(443);
  expect(servicePort('HTTP')).toBe(80);
  expect(servicePort('no-such-service')).toBeNull();
});
