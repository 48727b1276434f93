import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { pipeline, type Duplex } from 'node:stream';
import { say, sayTo } from './refusal.ts';

/** Passes a request in absolute form on to its host, and the reply back. */
export function passOn(request: IncomingMessage, response: ServerResponse): void {
  const url = URL.parse(request.url ?? '');
  if (url?.protocol !== 'http:') {
    say(response, 400, 'brownout: a request to a proxy names its host: http://example.com/\n');
    return;
  }
  const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = request.headers;
  const onward = ask(url, { method: request.method ?? 'GET', headers, agent: false }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.rawHeaders);
    pipeline(reply, response, () => {});
  });
  onward.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else say(response, 502, `brownout: ${url.host} was not reached: ${error.message}\n`);
  });
  pipeline(request, onward, () => {});
}

/** Connects a tunnel to its host, `example.com:443`, and passes bytes on both ways. */
export function passThrough(address: string, client: Duplex, head: Buffer): void {
  const { hostname, port } = URL.parse(`tcp://${address}`) ?? { hostname: '', port: '' };
  if (hostname === '' || port === '') {
    sayTo(client, '400 Bad Request', 'brownout: CONNECT names a host and a port\n');
    return;
  }
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const onward = connect({ host, port: Number(port) }, () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.write(head);
    client.pipe(onward).pipe(client);
  });
  let isOpen = false;
  onward.once('connect', () => (isOpen = true));
  onward.on('error', ({ message }) => {
    if (isOpen) client.destroy();
    else sayTo(client, '502 Bad Gateway', `brownout: ${address} was not reached: ${message}\n`);
  });
  client.once('close', () => onward.destroy());
}
