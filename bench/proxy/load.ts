import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import { programPath } from './upstream.ts';

/** What a load of so many connections met. */
export interface Load {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Asks a server as fast as it answers, on kept connections. */
export type Loader = (address: string, connections: number, seconds: number) => Promise<Load>;

/** `wrk` where it is installed, which costs the machine least; autocannon elsewhere. */
export function loader(): Loader {
  return programPath('wrk') === null ? byAutocannon : byWrk;
}

/** By the program `wrk`. */
export const byWrk: Loader = async (address, connections, seconds) => {
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', `http://${address}/small`];
  const { stdout } = await promisify(execFile)('wrk', args, { timeout: (seconds + 20) * 1000 });
  return readWrk(stdout);
};

/** By the library `autocannon`, in this process. */
export const byAutocannon: Loader = async (address, connections, seconds) => {
  const result = await autocannon({
    url: `http://${address}/small`,
    connections,
    duration: seconds,
  });
  return {
    requests: result.requests.total,
    requestsPerSecond: result.requests.total / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
};

/** Reads what `wrk --latency` prints. */
export function readWrk(text: string): Load {
  const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? Number.NaN);
  const ms = (percent: number) => {
    const [, value, unit] = new RegExp(`${percent}%\\s+([\\d.]+)(us|ms|s)`).exec(text) ?? [];
    return Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit as 'us' | 'ms' | 's'];
  };
  return {
    requests: number(/(\d+) requests in/),
    requestsPerSecond: number(/Requests\/sec:\s+([\d.]+)/),
    p50Ms: ms(50),
    p99Ms: ms(99),
  };
}

/** Downloads `/big`, and returns MB (of 1,000,000 bytes) a second. */
export function download(address: string): Promise<number> {
  const [host, port] = address.split(':');
  return new Promise((resolve, reject) => {
    let total = 0;
    const since = performance.now();
    const rate = () => total / 1000 / (performance.now() - since);
    const socket = connect({
      host,
      port: Number(port),
      onread: {
        buffer: Buffer.allocUnsafeSlow(1024 * 1024),
        callback: (size) => {
          total += size;
          return true;
        },
      },
    });
    socket.setTimeout(60_000, () => socket.destroy(new Error('no data for a minute')));
    socket.on('error', reject);
    socket.on('end', () => resolve(rate()));
    socket.write(`GET /big HTTP/1.1\r\nhost: ${address}\r\nconnection: close\r\n\r\n`);
  });
}
