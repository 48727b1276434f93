import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { saysUsage } from './says-usage.ts';

/** A bare server in a process of its own that answers everything alike: what loads are put on. */
const said = Buffer.from('{"status":"done"}');

const server = createServer((request, reply) => {
  request.resume();
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': said.length });
  reply.end(said);
});
// A kept connection that it closes is no matter of who asks.
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 4096, () => {
  saysUsage(`127.0.0.1:${(server.address() as AddressInfo).port}`);
});
