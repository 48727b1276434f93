import { HarnessError } from '../../model/error.ts';
import type { DriverName } from '../../model/load/load-report.ts';
import { autocannonDriver } from './autocannon.ts';
import type { Driver, DriverKind, Loaded } from './driver.ts';
import { inProcessDriver } from './in-process.ts';
import { undiciDriver } from './undici.ts';

/** All drivers; of those that can ask an agent the first is the usual one. */
const kinds: readonly DriverKind[] = [autocannonDriver, inProcessDriver, undiciDriver];

/**
 * Opens the driver of that name, or the usual one of this agent.
 * @throws HarnessError `not-supported` where it cannot ask this agent
 */
export async function openDriver(name: DriverName | undefined, agent: Loaded): Promise<Driver> {
  const can = kinds.filter((kind) => kind.cannot(agent) === null);
  const wanted = name === undefined ? can[0] : kinds.find((kind) => kind.name === name);
  const why = wanted?.cannot(agent) ?? null;
  if (wanted && why === null) return await wanted.open(agent);
  throw new HarnessError('not-supported', {
    expected: `a driver that can ask ${agent.system.name}`,
    got: `${name ?? 'none'}${why === null ? '' : `: ${why}`}`,
    fix: `Leave --driver out, or take ${can.map((kind) => kind.name).join(' or ')}.`,
  });
}
