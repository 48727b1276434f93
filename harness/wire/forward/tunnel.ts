import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Missed } from '../../model/trace/trace.ts';
import type { RunCertificates } from './certificates.ts';

/** The end of a tunnel that a client asked for. */
export interface Tunnel {
  /** Serves requests from a connection, which is in clear by now. */
  readonly serve: (clear: Duplex) => void;
  /** Whether a request has come over the connection. */
  readonly isUsed: (clear: Duplex) => boolean;
  /** Called once where the client leaves without one. */
  readonly missed: (why: Missed) => void;
}

/** Ends tunnels: HTTP goes on as it is, TLS is ended with the certificate of the run. */
export function tunnelEnd({
  cert,
  key,
}: Pick<RunCertificates, 'cert' | 'key'>): (raw: Socket, head: Buffer, tunnel: Tunnel) => void {
  const secureContext = createSecureContext({ cert, key });
  return (raw, head, tunnel) => {
    raw.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) raw.unshift(head);
    // A server's sockets stay half open where nobody ends them, and nobody else listens yet.
    const leave = () => void raw.destroy();
    raw.once('end', leave);
    raw.once('data', (first: Buffer) => {
      raw.off('end', leave);
      raw.pause();
      raw.unshift(first);
      if (first[0] === handshake) {
        // HTTP/2 is not among what it offers.
        endTls(raw, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] }, tunnel);
        return;
      }
      tunnel.serve(raw);
      raw.resume();
    });
  };
}

/** The first byte of TLS. */
const handshake = 0x16;

function endTls(
  raw: Socket,
  options: ConstructorParameters<typeof TLSSocket>[1],
  { serve, isUsed, missed }: Tunnel,
): void {
  const secure = new TLSSocket(raw, options);
  // Some clients end the connection without a word.
  let why: Missed = 'untrusted';
  const leave = () => void secure.destroy();
  // Only a TCP connection can be reset.
  secure.resetAndDestroy = () => {
    raw.resetAndDestroy();
    return secure;
  };
  secure.once('end', leave);
  secure.once('secure', () => {
    secure.off('end', leave);
    serve(secure);
  });
  secure.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
    if (code.startsWith('ERR_SSL_') && !distrust.test(code)) why = 'unspoken';
    secure.destroy();
  });
  secure.once('close', () => {
    if (!isUsed(secure)) missed(why);
  });
}

/** What clients send that do not trust a certificate, as Node words it. */
const distrust = /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE)/;
