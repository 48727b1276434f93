import { writeAddress } from '../sockets/address.ts';
import { resolveAddress, type GoAddress } from './json/go-address.ts';
import { Refusal } from './refusal.ts';

/**
 * Listens at the address that a client gave, with `listenAt`. An empty address means a free port of
 * loopback; Go would use every address.
 * @throws Refusal 500 in Go's words.
 */
export async function bind<T>(listen: string, listenAt: (at: string) => Promise<T>): Promise<T> {
  const address = await resolved(listen);
  const host = listen === '' ? '127.0.0.1' : address.host;
  try {
    return await listenAt(writeAddress(host, address.port));
  } catch (error) {
    throw refusalOf(error, address);
  }
}

async function resolved(listen: string): Promise<GoAddress> {
  try {
    return await resolveAddress(listen);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(500, `listen tcp: ${error.message}`) : error;
  }
}

const says: Readonly<Record<string, string>> = {
  EADDRINUSE: 'address already in use',
  EADDRNOTAVAIL: 'cannot assign requested address',
  EACCES: 'permission denied',
  EMFILE: 'too many open files',
};

function refusalOf(error: unknown, { host, port }: GoAddress): unknown {
  const why = says[codeOf(error)];
  if (why === undefined) return error;
  const step = codeOf(error) === 'EMFILE' ? 'socket' : 'bind';
  return new Refusal(500, `listen tcp ${writeAddress(host, port)}: ${step}: ${why}`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
