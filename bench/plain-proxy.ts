import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { saysUsage } from './says-usage.ts';

/**
 * The proxy that one writes in five minutes, as good as `pipe` makes it: what the bench measures
 * ours against. `node bench/plain-proxy.ts host:port`, on a free port.
 */
const [host = '', port] = (process.argv[2] ?? '').split(':');
const options = { allowHalfOpen: true, noDelay: true } as const;

const server = createServer(options, (client) => {
  const upstream = connect({ host, port: Number(port), ...options });
  join(client, upstream);
  join(upstream, client);
});

function join(from: Socket, to: Socket): void {
  from.pipe(to);
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroySoon());
}

server.listen(0, '127.0.0.1', () => {
  saysUsage(`127.0.0.1:${(server.address() as AddressInfo).port}`);
});
