import type { System } from '../model/scenario.ts';
import { refuseFar } from '../points/refuse-far.ts';

/** Throws `not-supported` for an agent that runs outside this machine and its private networks. */
export async function refuseRemote({ address }: System): Promise<void> {
  if (address === undefined) return;
  const { host, port, protocol } = new URL(address);
  const usual = protocol === 'https:' ? 443 : 80;
  await refuseFar(port === '' ? `${host}:${usual}` : host, {
    expected: 'an agent on this machine or a private network to put under load',
    fix: 'Add --allow-remote if that host is yours alone to load.',
  });
}
