import type { Send } from '../../model/agent-exchange.ts';
import { HarnessError } from '../../model/error.ts';
import { recent } from '../../model/recent.ts';
import { connectionPool, type ConnectionPool } from './connection-pool.ts';
import type { DriverKind } from './driver.ts';
import { generatorLimit } from './generator-limit.ts';
import type { RequestOrigin } from './request-text.ts';

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
    const poolAt = (origin: RequestOrigin) => {
      const name = `${origin.authorization} ${origin.host}`;
      const pool = pools.get(name) ?? connectionPool(autocannon, origin, limit.waited);
      pools.set(name, pool);
      return pool;
    };
    // An agent is asked at the same address again and again.
    const placeAt = recent(
      ({ address, path }: { readonly address: string; readonly path: string }) =>
        `${address} ${path}`,
      ({ address, path }) => {
        const url = new URL(address.replace(/\/+$/, '') + path);
        if (url.protocol !== 'http:') throw needsTls(address);
        return { path: `${url.pathname}${url.search}`, pool: poolAt(originOf(url)) };
      },
    );
    const send: Send = (address, request, signal) => {
      const { path, pool } = placeAt({ address, path: request.path });
      sent += 1;
      return pool.send({ ...request, path }, signal).catch((error: unknown) => {
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

function originOf({ username, password, host }: URL): RequestOrigin {
  if (username === '') return { host, authorization: null };
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { host, authorization: `Basic ${Buffer.from(plain).toString('base64')}` };
}

function needsTls(address: string): HarnessError {
  return new HarnessError('not-supported', {
    expected: 'an agent at http://… for --driver autocannon, which does not check certificates',
    got: address,
    fix: 'Add --driver undici.',
  });
}
