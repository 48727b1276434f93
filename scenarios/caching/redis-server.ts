import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { HarnessError } from '../../index.ts';

/** The path of a Redis server on this machine (or of Valkey, its twin), or null. */
export function redisProgram(): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((one) => one !== '');
  const files = ['redis-server', 'valkey-server'].flatMap((name) =>
    folders.map((folder) => path.join(folder, name)),
  );
  return files.find(isProgram) ?? null;
}

/**
 * The address of a real Redis, `127.0.0.1:4711`: one for this process, started when it is first
 * asked for, in memory only, and gone when the process is, however that ends.
 */
export function redisAddress(): Promise<string> {
  return (running ??= start());
}

let running: Promise<string> | undefined;

async function start(): Promise<string> {
  const program = redisProgram();
  if (program === null) {
    throw new HarnessError('missing-part', {
      expected: 'redis-server or valkey-server on PATH, for a cache that is a real one',
      got: 'neither',
      fix: 'Install it: apt-get install redis-server, or brew install redis.',
    });
  }
  for (let left = 5; left > 0; left -= 1) {
    // Another process may take the port before Redis does: then it says so, and another is tried.
    const port = await freePort();
    const child = launch(program, port);
    if (await isReady(child)) return `127.0.0.1:${port}`;
    child.kill('SIGKILL');
  }
  throw new Error(`${program} did not start`);
}

/** Kills the server when our end of the pipe closes; a kill -9 of this process closes it, too. */
const script = '"$0" "$@" & server=$!; cat >/dev/null; kill -9 $server 2>/dev/null';
const settings = ['--save', '', '--appendonly', 'no', '--bind', '127.0.0.1', '--dir', '/'];

type Server = ReturnType<typeof launch>;

function launch(program: string, port: number) {
  return spawn('sh', ['-c', script, program, '--port', String(port), ...settings], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

async function isReady(server: Server): Promise<boolean> {
  const limit = AbortSignal.timeout(10_000);
  let said = '';
  try {
    for await (const [chunk] of on(server.stdout, 'data', { signal: limit })) {
      said += String(chunk);
      if (/Ready to accept connections/.test(said)) break;
      if (/Failed listening|Fatal|Could not create/.test(said)) return false;
    }
  } catch {
    return false;
  }
  // From here on it must not keep this process alive.
  server.unref();
  for (const pipe of [server.stdin, server.stdout] as unknown as readonly Socket[]) pipe.unref();
  server.stdout.resume();
  return true;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
