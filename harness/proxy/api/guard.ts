import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { sleep } from '../../model/clock.ts';
import { splitAddress } from './go-address.ts';
import { Refusal } from './refusal.ts';

/** Decides whom a proxy may stand in front of. @throws Refusal 403 where it may not. */
export type Guard = (upstream: string) => Promise<void>;

/** Finds the IP addresses of a name; none where it has none. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/**
 * A guard that lets through loopback and private networks, where tests and containers are, and
 * names that mean nothing else. What is found nowhere passes, too: nobody is reached by it.
 */
export function nearbyOnly(addressesOf: Lookup = systemLookup): Guard {
  return async (upstream) => {
    const host = hostOf(upstream);
    const found = isIP(host) ? [host] : await addressesOf(host);
    const far = found.find((address) => !isNearby(address));
    if (far === undefined) return;
    const where = far === host ? upstream : `${upstream} (${far})`;
    throw new Refusal(
      403,
      `upstream ${where} is neither loopback nor a private network; start with --allow-remote to allow it`,
    );
  };
}

/** Whether an IP address is of this machine or of a private network. */
export function isNearby(address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return nearby.check(address, family);
}

const nearby = new BlockList();
const subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['127.0.0.0', 8, 'ipv4'],
  ['0.0.0.0', 32, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['::', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
];
for (const subnet of subnets) nearby.addSubnet(...subnet);

function hostOf(upstream: string): string {
  try {
    return splitAddress(upstream).host;
  } catch {
    // Connecting to it will fail, and is not for us to judge.
    return '';
  }
}

/** A name server that does not answer must not hold up a request for longer. */
const lookupMs = 2000;

async function systemLookup(host: string): Promise<readonly string[]> {
  if (host === '') return [];
  const asked = lookup(host, { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );
  const done = new AbortController();
  const limit = sleep(lookupMs, done.signal).then(() => []);
  const found = await Promise.race([asked, limit]);
  done.abort();
  return found;
}
