import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { readAddress } from './address.ts';

/** Resolves a host name to IP addresses; an empty list if it has none. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/**
 * The first address of an upstream that is outside loopback and private networks; null if there is
 * none. Link-local addresses count as outside. A name without addresses gives null, too.
 */
export async function publicAddressOf(
  upstream: string,
  addressesOf: Lookup = systemLookup,
): Promise<string | null> {
  const { host } = readAddress(upstream);
  if (host === undefined) return null;
  const found = isIP(host) ? [host] : await addressesOf(host);
  return found.find((address) => !isNearby(address)) ?? null;
}

/**
 * A resolver for connections that fails for addresses outside private networks, since a name may
 * resolve elsewhere later (DNS rebinding).
 */
export function privateLookup(addressesOf: Lookup = systemLookup): LookupFunction {
  return (host, { all }, done) => {
    const found = addressesOf(host).then((list) => {
      const far = list.find((address) => !isNearby(address));
      if (far !== undefined) throw failure('EACCES', `${host} leads to ${far}`);
      const addresses = list.map((address) => ({ address, family: isIP(address) }));
      const [first] = addresses;
      if (!first) throw failure('ENOTFOUND', `nothing is known of ${host}`);
      return { addresses, first };
    });
    found.then(
      ({ addresses, first }) =>
        all ? done(null, addresses) : done(null, first.address, first.family),
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
}

function failure(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}

/** Whether a host name or address is loopback. */
export function isLoopback(host: string): boolean {
  if (isIP(host) !== 0) return isIn(loopback, host);
  return host === 'localhost' || host.endsWith('.localhost');
}

function isNearby(address: string): boolean {
  return isIn(nearby, address) && !isIn(metadata, address);
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

type Subnet = readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'];

const loopback = listOf(['127.0.0.0', 8, 'ipv4'], ['::1', 128, 'ipv6']);

/**
 * The private networks; link-local addresses are left out, since clouds hand out credentials there.
 */
const nearby = listOf(
  ['127.0.0.0', 8, 'ipv4'],
  ['0.0.0.0', 32, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['::', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
);

/** The metadata service of Amazon by IPv6, whose address is in a private network. */
const metadata = listOf(['fd00:ec2::254', 128, 'ipv6']);

function listOf(...subnets: readonly Subnet[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) list.addSubnet(...subnet);
  return list;
}

async function systemLookup(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}
