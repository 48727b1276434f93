import { createServer, type AddressInfo, type Server } from 'node:net';
import { HarnessError } from '../../model/error.ts';

/**
 * Listens and gives the port; 0 takes any free one. `who` says in errors what it is for.
 * @throws HarnessError `port-in-use` where somebody holds it, `bad-argument` where it cannot be had.
 */
export function listen(server: Server, port: number, host: string, who: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(explain(error, port, host, who));
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      failed(new RangeError('a number that is no port'));
      return;
    }
    server.once('error', failed);
    // Without a host Node takes every address, of IPv6 too where there is such; 0.0.0.0 means that.
    const where = host === '0.0.0.0' ? {} : { host };
    // A burst of arrivals under load must not meet a full queue: that would be a fault of ours.
    server.listen({ port, ...where, backlog: 4096 }, () => {
      server.off('error', failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** A port of 127.0.0.1 that was free a moment ago: `port` itself where it is not 0. */
export async function freePort(port = 0, who = 'the agent'): Promise<number> {
  const server = createServer();
  const got = await listen(server, port, '127.0.0.1', who);
  await new Promise((resolve) => server.close(resolve));
  return got;
}

function explain(
  error: NodeJS.ErrnoException,
  port: number,
  host: string,
  who: string,
): HarnessError {
  const expected = `port ${port} of ${host} to be free for ${who}`;
  if (error.code === 'EADDRINUSE') {
    const fix =
      `See who holds it with \`lsof -nP -iTCP:${port} -sTCP:LISTEN\` or ` +
      `\`ss -ltnp 'sport = :${port}'\`, stop that, or take another port; 0 is any that is free.`;
    return new HarnessError(
      'port-in-use',
      { expected, got: 'it is in use', fix },
      { cause: error },
    );
  }
  const got = error.code ?? error.message;
  if (got === 'ENOTFOUND' || got === 'EADDRNOTAVAIL') {
    const says = {
      expected: `${host} to be an address of this machine, for ${who}`,
      got,
      fix: own,
    };
    return new HarnessError('bad-argument', says, { cause: error });
  }
  const fix = 'Take a port between 1024 and 65535, or 0 for any that is free.';
  return new HarnessError('bad-argument', { expected, got, fix }, { cause: error });
}

const own = 'Name one that it has: 127.0.0.1, or 0.0.0.0 for all of them.';
