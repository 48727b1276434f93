import { HarnessError } from '../../model/error.ts';
import { sleep } from '../../model/clock.ts';
import { farAddressOf, type Lookup } from '../sockets/nearby.ts';
import { Refusal } from './refusal.ts';

/** Decides whom a proxy may stand in front of. @throws Refusal 403 where it may not. */
export type Guard = (upstream: string) => Promise<void>;

/**
 * A guard that lets through this machine and private networks, where tests and containers are. A
 * name that is not found, or not in time, passes: so does one in the real server.
 */
export function nearbyOnly(addressesOf?: Lookup, limitMs = 2000): Guard {
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
    return await farAddressOf(upstream, addressesOf);
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
