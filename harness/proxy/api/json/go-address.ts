import { lookup } from 'node:dns/promises';
import { isIP, SocketAddress } from 'node:net';
import { servicePort } from '../../sockets/service-port.ts';
import { Refusal } from '../refusal.ts';

/** An address to listen at: an IP or '' for any, and a port. */
export interface GoAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Resolves an address as Go's `net.ResolveTCPAddr` does: `localhost:80` is 127.0.0.1, and `:80` any
 * address.
 * @throws Refusal 500 in Go's words.
 */
export async function resolveAddress(text: string): Promise<GoAddress> {
  if (text === '') return { host: '', port: 0 };
  const { host, port } = splitAddress(text);
  const number = portOf(port);
  if (host === '' || isIP(host) === 4) return { host, port: number };
  if (isIP(host) === 6) return { host: canonical(host), port: number };
  if (/^[\d.]+$/.test(host)) throw new Refusal(500, `lookup ${host}: no such host`);
  return { host: await ipOf(host), port: number };
}

/**
 * Splits `host:port`, without checking either.
 * @throws Refusal 500 in the words of Go's `net.SplitHostPort`.
 */
function splitAddress(text: string): { readonly host: string; readonly port: string } {
  const colon = text.lastIndexOf(':');
  if (colon < 0) throw wrong(text, 'missing port in address');
  const port = text.slice(colon + 1);
  if (!text.startsWith('[')) {
    const host = text.slice(0, colon);
    if (host.includes(':')) throw wrong(text, 'too many colons in address');
    return { host, port };
  }
  const end = text.indexOf(']');
  if (end < 0) throw wrong(text, "missing ']' in address");
  if (end + 1 !== colon) {
    const isColon = text[end + 1] === ':' && end + 1 < text.length;
    throw wrong(text, isColon ? 'too many colons in address' : 'missing port in address');
  }
  return { host: text.slice(1, end), port };
}

function portOf(text: string): number {
  if (text === '') return 0;
  const isNumber = /^[+-]?\d+$/.test(text);
  const port = isNumber ? Number(text) : servicePort(text);
  if (port === null) throw new Refusal(500, `lookup tcp/${text}: unknown port`);
  if (port < 0 || port > 65_535) throw wrong(text, 'invalid port');
  return port;
}

async function ipOf(host: string): Promise<string> {
  try {
    const found = await lookup(host, { all: true });
    // Go, too, takes the first IPv4 address where there is one.
    const best = found.find(({ family }) => family === 4) ?? found[0];
    if (best) return best.address;
  } catch {
    // Whatever kept it from being found, Go says the same.
  }
  throw new Refusal(500, `lookup ${host}: no such host`);
}

/** An IPv6 address as Go formats it: an embedded IPv4 address alone, a zone kept. */
function canonical(host: string): string {
  const [address = '', zone] = host.split('%');
  const short = new SocketAddress({ address, family: 'ipv6' }).address;
  const [, v4] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(short) ?? [];
  return v4 ?? (zone === undefined ? short : `${short}%${zone}`);
}

function wrong(text: string, why: string): Refusal {
  return new Refusal(500, `address ${text}: ${why}`);
}
