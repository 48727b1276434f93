import { expect, onTestFinished, test } from 'vitest';
import { inProcess } from '../../run/in-process.ts';
import { service } from '../../wire/agent/service.ts';
import { url } from '../../wire/agent/url.ts';
import type { DriverName } from '../../model/load/load-report.ts';
import type { System } from '../../model/scenario.ts';
import type { Mode } from '../../model/trace/trace.ts';
import { openDriver } from './index.ts';

const byFunction = inProcess(() => () => Promise.resolve('done'));
const byRoute = url('http://127.0.0.1:9', { ask: 'POST /chat' });
const byTls = url('https://127.0.0.1:9', { ask: 'POST /chat' });
const byStdin = service({ command: ['cat'], ask: 'stdin' });

/** Opens a driver for a system that is not started: how it is asked is known without that. */
async function chosen(system: System, mode: Mode, name?: DriverName): Promise<DriverName> {
  const ask = () => Promise.resolve('done');
  const isByRoute = system === byRoute || system === byTls;
  const running = { ask, close: async () => {}, ...(isByRoute && { askOver: () => ask }) };
  const driver = await openDriver(name, { mode, system, running });
  onTestFinished(driver.close);
  return driver.name;
}

test.each<[string, System, Mode, DriverName]>([
  ['a function under virtual time', byFunction, 'sim', 'in-process'],
  ['a function on the wire', byFunction, 'wire', 'in-process'],
  ['an agent asked by a route', byRoute, 'wire', 'autocannon'],
  ['an agent asked with TLS', byTls, 'wire', 'undici'],
  ['a program', byStdin, 'wire', 'undici'],
])('%s is asked by the driver that can', async (_, system, mode, expected) => {
  expect(await chosen(system, mode)).toBe(expected);
  expect(await chosen(system, mode, expected)).toBe(expected);
});

test.each<[DriverName, System, Mode, string]>([
  ['autocannon', byFunction, 'sim', 'no sockets'],
  ['autocannon', byFunction, 'wire', 'take in-process'],
  ['autocannon', byStdin, 'wire', 'not asked by a route'],
  ['autocannon', byTls, 'wire', 'certificates'],
  ['undici', byFunction, 'wire', 'function in this process'],
  ['in-process', byRoute, 'wire', 'take autocannon or undici'],
])('%s says why it cannot ask an agent', async (name, system, mode, words) => {
  await expect(chosen(system, mode, name)).rejects.toThrow(words);
});
