import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What proxies stand in front of where there is no nginx: `/small`, and `/big` of so many bytes. */
const bigBytes = Number(process.argv[2]);
const chunk = Buffer.alloc(256 * 1024);
const small = Buffer.from('{"flight":"BA548","price":480}\n');

const server = createServer((request, reply) => {
  if (request.url === '/small') {
    reply.writeHead(200, { 'content-length': small.length }).end(small);
    return;
  }
  reply.writeHead(200, { 'content-length': bigBytes });
  let left = bigBytes;
  const send = () => {
    while (left > 0) {
      const size = Math.min(left, chunk.length);
      left -= size;
      if (!reply.write(chunk.subarray(0, size))) return void reply.once('drain', send);
    }
    reply.end();
  };
  send();
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ address: `127.0.0.1:${(server.address() as AddressInfo).port}` });
});
