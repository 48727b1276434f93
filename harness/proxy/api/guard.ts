import { HarnessError } from '../../model/error.ts';
import { sleep } from '../../model/clock.ts';
import { publicAddressOf, type Lookup } from '../sockets/private-network.ts';
import { Refusal } from './refusal.ts';

/**
 * Decides whether a proxy may have this upstream.
 * @throws Refusal 403 if it may not.
 */
export type Guard = (upstream: string) => Promise<void>;

/**
 * A guard that allows loopback and private networks, where tests and containers are. A name that is
 * not resolved, or not in time, is allowed, as in the real server.
 */
export function privateOnly(addressesOf?: Lookup, limitMs = 2000): Guard {
  return async (upstream) => {
    const far = await inTime(limitMs, farFrom(upstream, addressesOf));
    if (far === null) return;
    const where = upstream.includes(far) ? upstream : `${upstream} (${far})`;
    throw new Refusal(
      403,
      `upstream ${where} is neither loopback nor a private network; ` +
        'start with --allow-remote to allow it',
    );
  };
}

async function farFrom(upstream: string, addressesOf?: Lookup): Promise<string | null> {
  try {
    return await publicAddressOf(upstream, addressesOf);
  } catch (error) {
    // What is no address cannot be connected to, and is taken as it is.
    if (error instanceof HarnessError) return null;
    throw error;
  }
}

async function inTime(limitMs: number, work: Promise<string | null>): Promise<string | null> {
  const done = new AbortController();
  const late = sleep(limitMs, done.signal).then(() => null);
  const found = await Promise.race([work, late]);
  done.abort();
  return found;
}
