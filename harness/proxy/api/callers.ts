import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../sockets/nearby.ts';

/** Why a request is turned away for where it comes from; null where it is not. */
export type Callers = (headers: Pick<IncomingHttpHeaders, 'host' | 'origin'>) => string | null;

/**
 * Turns away what a page of some website has a browser send to a server of this machine: it names a
 * host that is not this one (DNS rebinding), or says that it comes from elsewhere. `host` is where
 * the server listens. At every address (0.0.0.0) it may be called by any name: there only `Origin`
 * tells. Programs send no `Origin`.
 */
export function callersOf(host: string): Callers {
  const own = host.toLowerCase();
  const isAnywhere = own === '' || own === '0.0.0.0' || own === '::';
  const isOurs = (name: string) => name === own || isLoopback(name);
  return ({ host: asked, origin }) => {
    const name = asked === undefined ? own : nameIn(asked);
    if (!isAnywhere && (name === null || !isOurs(name))) {
      return `host ${JSON.stringify(asked)} is not this server; start it with --host to be called so`;
    }
    const from = origin === undefined ? own : nameIn(origin.replace(/^https?:\/\//, ''));
    if (from !== null && isOurs(from)) return null;
    return `origin ${JSON.stringify(origin)} is not of this machine`;
  };
}

/** The host without its port; null where that is none. */
function nameIn(host: string): string | null {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:@/\\?#[\]]+))(?::\d*)?$/.exec(host) ?? [];
  return (bracketed ?? plain)?.toLowerCase().replace(/\.$/, '') ?? null;
}
