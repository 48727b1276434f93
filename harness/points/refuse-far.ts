import { HarnessError } from '../model/error.ts';
import { publicAddressOf } from '../proxy/sockets/private-network.ts';

/** Throws `not-supported` where `host:port` is outside loopback and private networks. */
export async function refuseFar(
  address: string,
  says: { readonly expected: string; readonly fix: string },
): Promise<void> {
  const far = await publicAddressOf(address);
  if (far === null) return;
  const got = address.includes(far) ? address : `${address} (${far})`;
  throw new HarnessError('not-supported', { ...says, got });
}
