import { isIPv4 } from 'node:net';
import { HarnessError } from '../../model/error.ts';
import { servicePort } from './service-port.ts';

/** An address to listen at or to dial. */
export interface Address {
  /** The host; every address of this machine by default. */
  readonly host?: string;
  readonly port: number;
}

/**
 * Parses `host:port`; an IPv6 host is in brackets, and a port may be the name of a service.
 * @throws HarnessError `bad-argument`
 */
export function readAddress(text: string): Address {
  const [, bracketed, plain = '', said = ''] = shape.exec(text) ?? [];
  const port = /^\d+$/.test(said) ? Number(said) : servicePort(said);
  const host = bracketed ?? plain;
  // Some resolvers take 127.1 for 127.0.0.1, and some for a name: it means nothing for sure.
  const isHalf = /^[\d.]+$/.test(host) && !isIPv4(host);
  if (port === null || port > 65_535 || isHalf) {
    throw new HarnessError('bad-argument', {
      expected: 'an address such as 127.0.0.1:8080 or 127.0.0.1:postgresql',
      got: `'${text}'`,
      fix: 'Write host:port, with an IPv6 host in brackets and an IPv4 host in full.',
    });
  }
  return { port, ...(isAny(host) ? {} : { host }) };
}

const shape = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5}|[a-z][\w-]*)$/i;

/** Formats `host:port`, with brackets around an IPv6 host. */
export function writeAddress(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Whether a host means every address, IPv4 and IPv6 alike, as in Go. */
function isAny(host: string): boolean {
  return host === '' || host === '0.0.0.0' || host === '::';
}
