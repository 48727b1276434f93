import { Toxiproxy, type Proxy } from 'toxiproxy-node-client';
import { HarnessError } from '../model/error.ts';
import type { Lift } from '../model/fault/place.ts';
import type { Toxic } from '../proxy/toxic.ts';

/** A container with a Toxiproxy in it, as `@testcontainers/toxiproxy` starts one. */
export interface ToxiproxyContainer {
  /** Creates a proxy inside, and returns its address on this machine. */
  readonly createProxy: (body: { readonly name: string; readonly upstream: string }) => Promise<{
    readonly host: string;
    readonly port: number;
    readonly instance: Proxy;
  }>;
}

/** A real Toxiproxy: the address of its API, or a container with one. */
export type Server = string | ToxiproxyContainer;

/** A proxy of one run on a real Toxiproxy. */
export interface FarProxy {
  /** Its address, as seen from here. */
  readonly address: string;
  /** Adds a toxic; resolves to the function that removes it and checks that it is gone. */
  readonly put: (toxic: Toxic) => Promise<Lift>;
  /** Deletes it from the server. */
  readonly close: () => Promise<void>;
}

let made = 0;

/** Creates a proxy on a real Toxiproxy; throws `not-supported` if the server does not obey. */
export async function behindToxiproxy(
  server: Server,
  link: string,
  upstream: string,
): Promise<FarProxy> {
  made += 1;
  const name = `brownout-${process.pid}-${made}-${link}`;
  const where = typeof server === 'string' ? `at ${server}` : 'in its container';
  const { proxy, address } = await asked(where, () => make(server, name, upstream));
  return {
    address,
    put: async (toxic) => {
      const type = toxic.type as 'latency';
      const put = await asked(where, () => proxy.addToxic({ ...toxic, type }));
      return async () => {
        await asked(where, () => put.remove());
        const isOff = await proxy.getToxic(toxic.name).then(no, yes);
        if (!isOff) throw new Error(`${toxic.name} is still on ${name} after its removal`);
      };
    },
    close: () => asked(where, () => proxy.remove()),
  };
}

const yes = () => true;
const no = () => false;

async function make(server: Server, name: string, upstream: string) {
  if (typeof server === 'string') {
    const client = new Toxiproxy(server.replace(/\/$/, ''));
    const proxy = await client.createProxy({ name, listen: '127.0.0.1:0', upstream });
    return { proxy, address: proxy.listen };
  }
  const { host, port, instance } = await server.createProxy({ name, upstream });
  return { proxy: instance, address: `${host}:${port}` };
}

async function asked<T>(where: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    const says = {
      expected: `the Toxiproxy ${where} to do as it is asked`,
      got,
      fix: 'Start it (`brownout proxy`, or toxiproxy-server), or leave `toxiproxy` out of link().',
    };
    throw new HarnessError('not-supported', says, { cause: error });
  }
}
