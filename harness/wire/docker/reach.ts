import { createServer, isIPv4 } from 'node:net';
import { HarnessError } from '../../model/error.ts';
import type { Reach } from '../../model/scenario.ts';
import { listen } from '../process/port.ts';
import type { Docker } from './docker-api.ts';
import { openEngine } from './engine.ts';

/**
 * Finds how containers reach this machine. On Linux: the address of the engine's bridge, which no
 * other machine can reach. Where the engine runs in a virtual machine (Docker Desktop): loopback,
 * which it forwards under its own name.
 */
export async function reachFromContainers(): Promise<Reach> {
  const { docker } = await openEngine();
  if (process.platform !== 'linux') return { host: '127.0.0.1', name: 'host.docker.internal' };
  const address = await bridgeAddress(docker);
  if (address !== null && (await isOurs(address))) return { host: address, name: address };
  const { OperatingSystem } = (await docker.info()) as { readonly OperatingSystem?: string };
  if (OperatingSystem === 'Docker Desktop') {
    return { host: '127.0.0.1', name: 'host.docker.internal' };
  }
  throw new HarnessError('not-supported', {
    expected:
      'an engine whose bridge has an address on this machine, for containers to reach it by',
    got:
      address === null ? 'an engine without a bridge' : `${address}, which is not of this machine`,
    fix: 'Use an engine that runs on this machine and is not rootless, or Docker Desktop.',
  });
}

async function bridgeAddress(docker: Docker): Promise<string | null> {
  const bridge = await docker
    .getNetwork('bridge')
    .inspect()
    .catch(() => null);
  const { IPAM } = (bridge ?? {}) as {
    readonly IPAM?: { readonly Config?: readonly Readonly<Record<string, string>>[] | null };
  };
  for (const { Gateway, Subnet = '' } of IPAM?.Config ?? []) {
    // Until its first container an engine may not say it; it takes the first of the subnet.
    const address = Gateway ?? Subnet.replace(/\.\d+\/\d+$/, '.1');
    if (isIPv4(address)) return address;
  }
  return null;
}

/**
 * Whether an address is this machine's. Tries to bind, since the list of interfaces omits a bridge
 * without containers.
 */
async function isOurs(address: string): Promise<boolean> {
  const server = createServer();
  try {
    await listen(server, 0, address, 'the gateway');
    server.close();
    return true;
  } catch {
    return false;
  }
}
