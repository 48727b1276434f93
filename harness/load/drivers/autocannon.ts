import type { Send } from '../../model/agent-exchange.ts';
import { HarnessError } from '../../model/error.ts';
import { connectionPool, type ConnectionPool } from './connection-pool.ts';
import type { DriverKind } from './driver.ts';
import { generatorLimit } from './generator-limit.ts';

/**
 * Asks over autocannon's connections, which are kept from one task to the next. The clock is not autocannon's:
 * each task is sent when it is meant to be, on a connection that is free.
 */
export const autocannonDriver: DriverKind = {
  name: 'autocannon',
  cannot: ({ mode, system, running }) => {
    if (mode === 'sim') return 'no sockets are open under virtual time';
    if (!running.askOver) return 'the agent is not asked by a route such as POST /chat';
    return system.address?.startsWith('https:') ? 'it does not check certificates' : null;
  },
  open: async ({ running }) => {
    const { askOver = () => running.ask } = running;
    const { default: autocannon } = await import('autocannon');
    const limit = generatorLimit();
    let sent = 0;
    const pools = new Map<string, ConnectionPool>();
    const poolAt = (origin: string) => {
      const pool = pools.get(origin) ?? connectionPool(autocannon, origin, limit.waited);
      pools.set(origin, pool);
      return pool;
    };
    const send: Send = (address, request, signal) => {
      const url = new URL(address.replace(/\/+$/, '') + request.path);
      if (url.protocol !== 'http:') throw needsTls(address);
      const path = `${url.pathname}${url.search}`;
      sent += 1;
      return poolAt(originOf(url))
        .send({ ...request, path }, signal)
        .catch((error: unknown) => {
          limit.see(error);
          throw error;
        });
    };
    const close = () => {
      for (const pool of pools.values()) pool.close();
      return Promise.resolve();
    };
    return { name: 'autocannon', ask: askOver(send), limit: () => limit.why(sent), close };
  },
};

/** With who asks, where the address says so. */
function originOf({ username, password, host }: URL): string {
  return `http://${username === '' ? '' : `${username}:${password}@`}${host}`;
}

function needsTls(address: string): HarnessError {
  return new HarnessError('not-supported', {
    expected: 'an agent at http://… for --driver autocannon, which does not check certificates',
    got: address,
    fix: 'Add --driver undici.',
  });
}
