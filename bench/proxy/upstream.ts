import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild, stopped, type Child } from '../child.ts';

/** The path of a program, or null where it is not installed. */
export function programPath(name: string): string | null {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** A web server that answers `/small`, and `/big` with so many bytes: nginx, or else Node. */
export function startUpstream(bigBytes: number): Promise<Child> {
  const nginx = programPath('nginx') ?? programPath('/usr/sbin/nginx');
  return nginx === null
    ? startChild('proxy-upstream.ts', [String(bigBytes)])
    : startNginx(nginx, bigBytes);
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits, for at most 5 s, until somebody accepts connections on a port. */
export async function accepts(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const isUp = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nobody listens on port ${port}`);
}

async function startNginx(nginx: string, bigBytes: number): Promise<Child> {
  const folder = mkdtempSync(path.join(tmpdir(), 'brownout-bench-'));
  const port = await freePort();
  writeFileSync(path.join(folder, 'big'), '');
  truncateSync(path.join(folder, 'big'), bigBytes);
  writeFileSync(path.join(folder, 'nginx.conf'), config(folder, port));
  const child = spawn(nginx, ['-e', 'stderr', '-c', path.join(folder, 'nginx.conf')], {
    stdio: 'ignore',
  });
  await accepts(port);
  return {
    address: `127.0.0.1:${port}`,
    usage: async () => null,
    stop: async () => {
      await stopped(child);
      rmSync(folder, { recursive: true });
    },
  };
}

function config(folder: string, port: number): string {
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off; master_process off; pid ${folder}/pid; error_log stderr crit;
events { worker_connections 4096; }
http {
  access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000000;
  ${temps.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  server {
    listen 127.0.0.1:${port} backlog=4096;
    root ${folder};
    location = /small { return 200 '{"flight":"BA548","price":480}\\n'; }
  }
}
`;
}
