import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { readAddress } from './address.ts';

/** Finds the IP addresses of a name; none where it has none. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/**
 * The address by which an upstream leads off this machine and its private networks, where tests and
 * containers are; null where it does not. What is found nowhere is null, too: it reaches nobody.
 */
export async function farAddressOf(
  upstream: string,
  addressesOf: Lookup = systemLookup,
): Promise<string | null> {
  const { host } = readAddress(upstream);
  if (host === undefined) return null;
  const found = isIP(host) ? [host] : await addressesOf(host);
  return found.find((address) => !isNearby(address)) ?? null;
}

function isNearby(address: string): boolean {
  return nearby.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
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

async function systemLookup(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}
