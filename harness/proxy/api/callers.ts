import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../sockets/private-network.ts';

/** Returns why a request is refused for its `Host` or `Origin`; null where it is not. */
export type Callers = (headers: Pick<IncomingHttpHeaders, 'host' | 'origin'>) => string | null;

/**
 * Refuses requests that a website makes a browser send to this server: their `Host` is not this
 * machine (DNS rebinding), or their `Origin` is elsewhere. `host` is where the server listens; at
 * 0.0.0.0 any `Host` is allowed, and so is each of `names`. Programs send no `Origin`.
 */
export function callersOf(host: string, names: readonly string[] = []): Callers {
  const own = host.toLowerCase();
  const isAnywhere = own === '' || own === '0.0.0.0' || own === '::';
  const isOurs = (name: string) => name === own || isLoopback(name);
  return ({ host: asked, origin }) => {
    const name = asked === undefined ? own : nameIn(asked);
    if (!isAnywhere && (name === null || !(isOurs(name) || names.includes(name)))) {
      return `host ${JSON.stringify(asked)} is not this server; start it with --host to be called so`;
    }
    const from = origin === undefined ? own : nameIn(origin.replace(/^https?:\/\//, ''));
    if (from !== null && isOurs(from)) return null;
    return `origin ${JSON.stringify(origin)} is not of this machine`;
  };
}

/** The host of `host:port`; null for text of another shape. */
function nameIn(host: string): string | null {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:@/\\?#[\]]+))(?::\d*)?$/.exec(host) ?? [];
  return (bracketed ?? plain)?.toLowerCase().replace(/\.$/, '') ?? null;
}
