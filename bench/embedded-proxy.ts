import { openProxy } from '../harness/proxy/open-proxy.ts';
import type { Toxic } from '../harness/proxy/toxic.ts';
import { saysUsage } from './says-usage.ts';

/** The embedded proxy in a process of its own: `node bench/embedded-proxy.ts host:port [toxics]`. */
const [, , upstream = '', toxics = '[]'] = process.argv;
const proxy = openProxy({
  name: 'bench',
  route: { listen: '127.0.0.1:0', upstream },
  toxics: JSON.parse(toxics) as Toxic[],
});
await proxy.start();
saysUsage(proxy.route().listen);
