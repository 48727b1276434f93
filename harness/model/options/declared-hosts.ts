import { HarnessError } from '../error.ts';
import type { Kind } from './kinds.ts';
import type { PointMaker } from '../point.ts';
import type { Points } from '../scenario.ts';

/** The option `hosts` of a point: names of hosts, each with a port where it is neither 80 nor 443. */
export const hostsKind: Kind = {
  words: "a list of hosts by name, off this machine: ['api.openai.com', 'api.example.com:8443']",
  fits: (value) => Array.isArray(value) && value.length > 0 && value.every(isHost),
};

/** The hosts of a point as an object to spread; an empty one where none are given. */
export function hostsOf(hosts: readonly string[] | undefined): Pick<PointMaker, 'hosts'> {
  return hosts === undefined ? {} : { hosts };
}

/**
 * The names of points by the hosts that lead to them, in lower case.
 * @throws HarnessError `bad-scenario` for what is no host, and for one that leads to two points.
 */
export function declaredHosts(points: Points): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [point, maker] of Object.entries(points)) {
    const hosts = 'hosts' in maker ? maker.hosts : undefined;
    if (hosts === undefined) continue;
    if (!hostsKind.fits(hosts)) {
      const expected = `\`hosts\` of the point '${point}' to be ${hostsKind.words}`;
      const fix = 'Give names without protocol and path; 80 and 443 need no port.';
      throw new HarnessError('bad-scenario', { expected, got: JSON.stringify(hosts), fix });
    }
    for (const host of hosts.map((name) => name.toLowerCase())) {
      const other = found.get(host);
      if (other !== undefined && other !== point) throw twice(host, [other, point]);
      found.set(host, point);
    }
  }
  return found;
}

/** Names alone: requests to this machine and to addresses never go through a proxy. */
function isHost(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 250) return false;
  const [, name = '', port = '1'] = hostPattern.exec(value) ?? [];
  const isHere = /^(?:.*\.)?localhost$/i.test(name);
  const isAddress = /^[\d.]*$/.test(name);
  return !isHere && !isAddress && Number(port) <= 65_535 && port !== '80' && port !== '443';
}

const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const hostPattern = new RegExp(`^(${label}(?:\\.${label})*)(?::([1-9]\\d{0,4}))?$`, 'i');

function twice(host: string, points: readonly string[]): HarnessError {
  return new HarnessError('bad-scenario', {
    expected: 'each host to lead to one point',
    got: `${host} at ${points.map((name) => `'${name}'`).join(' and ')}`,
    fix: 'Leave it to one of them.',
  });
}
