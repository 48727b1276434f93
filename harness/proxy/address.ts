import { HarnessError } from '../model/error.ts';

/** Where to listen or to dial. */
export interface Address {
  /** Left out: every address of this machine. */
  readonly host?: string;
  readonly port: number;
}

/**
 * Reads `host:port`; an IPv6 host stands in brackets.
 * @throws HarnessError `bad-argument`
 */
export function readAddress(text: string): Address {
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(text) ?? [];
  if (port === undefined || Number(port) > 65_535) {
    throw new HarnessError('bad-argument', {
      expected: 'an address such as 127.0.0.1:8080',
      got: `'${text}'`,
      fix: 'Write host:port, with an IPv6 host in brackets.',
    });
  }
  const host = bracketed ?? plain;
  return { port: Number(port), ...(isAny(host) ? {} : { host }) };
}

/** Writes `host:port`. */
export function writeAddress(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Go, too, takes an empty host and 0.0.0.0 for every address, of IPv4 and IPv6 alike. */
function isAny(host: string): boolean {
  return host === '' || host === '0.0.0.0' || host === '::';
}
